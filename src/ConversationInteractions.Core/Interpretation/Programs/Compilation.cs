using System.Text.RegularExpressions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What the parts of a bot share while it is compiled, and what is found out on the way.</summary>
internal sealed class Compilation
{
    private readonly HashSet<string> _integrationNames = new(StringComparer.Ordinal);
    private readonly Func<string, bool> _isIntegration;

    public Compilation(Bot bot)
    {
        Bot = bot;
        foreach (Integration integration in bot.Integrations)
        {
            _integrationNames.Add(integration.Name);
            _integrationNames.Add(integration.ResponseVariable ?? integration.Name);
        }

        _isIntegration = _integrationNames.Contains;
        Integrations = new CompiledIntegrations(this);
    }

    public Bot Bot { get; }

    public CompiledIntegrations Integrations { get; }

    public HashSet<string> ReadBodies { get; } = new(StringComparer.Ordinal);

    public HashSet<string> ContextNamespaces { get; } = new(StringComparer.Ordinal);

    public bool HasScripts { get; set; }

    public Template Template(string text)
    {
        Template template = Language.Template.Parse(text, _isIntegration);
        foreach (TemplatePart part in template.Parts)
        {
            Note(part.Reference);
        }

        return template;
    }

    public Template? OptionalTemplate(string? text) => text is null ? null : Template(text);

    public (string Name, Template Value)[] Templates(ValueMap<string> texts) => [.. texts.Select(t => (t.Key, Template(t.Value)))];

    public Reference ConditionReference(string name)
    {
        Reference reference = Reference.ForConditionName(name, _isIntegration);
        Note(reference);
        return reference;
    }

    public static Regex Regex(string expression) => new(expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static ExcludeKeyword Exclude(string text) => ExcludeKeyword.TryParse(text, out ExcludeKeyword? keyword, out PatternError? error)
        ? keyword
        : throw new FormatException(error.Message);

    /// <summary>The hosts that the definition writes: in addresses whose host no variable decides.</summary>
    public ValueList<string> WrittenHosts() => [.. Integrations.All
        .Select(i => i.Address?.WrittenHost(Bot.Environment))
        .OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    private void Note(Reference? reference)
    {
        if (reference?.Kind == ReferenceKind.RawBody)
        {
            ReadBodies.Add(reference.Name);
        }
        else if (reference?.Kind == ReferenceKind.Context)
        {
            ContextNamespaces.Add(reference.Name);
        }
        else if (reference?.Kind == ReferenceKind.Variable && reference.Name.StartsWith("api_", StringComparison.Ordinal))
        {
            ReadBodies.Add(reference.Name[4..]);
        }
    }
}
