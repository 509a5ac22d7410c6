using System.Text.RegularExpressions;
using ConversationInteractions.Definitions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>What the parts of an import share.</summary>
internal sealed partial class ExportImport
{
    private readonly Dictionary<string, string> _intents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _regexes = new(StringComparer.Ordinal);

    public ExportImport(SourceNode root, ExportFields fields, ImportLog log)
    {
        (Root, Fields, Log) = (root, fields, log);
        foreach (SourceNode intent in fields.Objects(root, "associatedIntents"))
        {
            if (fields.FullText(intent, "id") is { } id && fields.FullText(intent, "name") is { } name)
            {
                _intents.TryAdd(id, name);
            }
        }

        Outline = new ExportOutline(root, fields, log);
        Integrations = new ExportedIntegrations(this);
        Texts = new TemplateText(Integrations.IsName);
        CollectVariables(root);
    }

    public SourceNode Root { get; }

    public ExportFields Fields { get; }

    public ImportLog Log { get; }

    public ExportOutline Outline { get; }

    public ExportedIntegrations Integrations { get; }

    public TemplateText Texts { get; }

    /// <summary>The name of an intent; its id where the export does not name it (C35).</summary>
    public string IntentName(string id) => _intents.GetValueOrDefault(id, id);

    /// <summary>Whether something in the export stores a variable of that name.</summary>
    public bool IsVariable(string name) => _variables.Contains(name);

    /// <summary>Patterns; those that cannot be read are reported.</summary>
    public ValueList<string> Patterns(IReadOnlyList<SourceNode> nodes, string subject) =>
        Readable(nodes, subject, "pattern", text => Pattern.TryParse(text, out _, out PatternError? error) ? null : error);

    /// <summary>Exclude keywords; those that cannot be read are reported.</summary>
    public ValueList<string> Excludes(IReadOnlyList<SourceNode> nodes, string subject) =>
        Readable(nodes, subject, "exclude keyword", text => ExcludeKeyword.TryParse(text, out _, out PatternError? error) ? null : error);

    /// <summary>Whether a regular expression can be run without backtracking.</summary>
    public bool IsRegex(string expression)
    {
        if (!_regexes.TryGetValue(expression, out bool isRegex))
        {
            isRegex = CanBuild(expression);
            _regexes.Add(expression, isRegex);
        }

        return isRegex;
    }

    private ValueList<string> Readable(IReadOnlyList<SourceNode> nodes, string subject, string what, Func<string, PatternError?> read)
    {
        List<string> readable = [];
        foreach (SourceNode node in nodes.Where(node => !string.IsNullOrWhiteSpace(node.Text)))
        {
            if (read(node.Text) is { } error)
            {
                Log.Drop(node, subject, $"The {what} cannot be read: {error.Message}");
            }
            else
            {
                readable.Add(node.Text);
            }
        }

        return [.. readable];
    }

    private static bool CanBuild(string expression)
    {
        const int longest = 2_000;
        if (expression.Length > longest)
        {
            return false;
        }

        try
        {
            _ = new Regex(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception exception) when (exception is RegexParseException or NotSupportedException)
        {
            // There is no way to ask before: it is no expression, or one that needs backtracking.
            return false;
        }
    }

    /// <summary>Finds what rules, fields and scripts store, to tell variables from literals.</summary>
    private void CollectVariables(SourceNode node)
    {
        foreach (SourceNode child in node.Children)
        {
            if (child.Kind is SourceKind.Text && child.Text.Contains("setBotVariable", StringComparison.Ordinal))
            {
                foreach (Match match in StoredByScript().Matches(child.Text))
                {
                    _variables.Add(match.Groups[1].Value);
                }
            }
            else if (child.Name is "contextDataVariables" && child.Kind is SourceKind.List)
            {
                _variables.UnionWith(child.Children.Select(variable => variable.TextOf("name")).OfType<string>());
            }
            else
            {
                CollectVariables(child);
            }
        }
    }

    [GeneratedRegex("setBotVariable\\s*\\(\\s*[\"']([^\"']+)[\"']", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StoredByScript();
}
