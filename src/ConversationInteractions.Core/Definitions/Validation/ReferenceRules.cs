using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>What templates and conditions read is there: variables, environment values, fields.</summary>
internal sealed class ReferenceRules
{
    private readonly BotOutline _outline;
    private readonly DiagnosticCollector _diagnostics;
    private readonly HashSet<string> _variables;
    private readonly Dictionary<string, HashSet<string>> _fields = new(StringComparer.Ordinal);

    // Each mistake is told once, where it is first made.
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    private ReferenceRules(BotOutline outline, DiagnosticCollector diagnostics)
    {
        (_outline, _diagnostics) = (outline, diagnostics);
        _variables = new(outline.Bot.Variables.Keys.Concat(outline.Bot.Settings.Sensitive), StringComparer.Ordinal);
        foreach (Rule rule in outline.Interactions.SelectMany(interaction => interaction.Rules).Select(rule => rule.Value))
        {
            if (rule.Scope.ContextNamespace is null)
            {
                _variables.UnionWith(rule.Set.Keys);
            }
        }

        foreach (IntegrationOutline integration in outline.Integrations)
        {
            AddFields(integration.Name, integration);
            AddFields(integration.ResponseVariable, integration);
        }
    }

    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        if (outline.IsComplete)
        {
            ReferenceRules rules = new(outline, diagnostics);
            ShapeTexts.Visit(outline.Root, BotFormat.Bot, rules.CheckText);
        }
    }

    private void AddFields(string name, IntegrationOutline integration)
    {
        if (!_fields.TryGetValue(name, out HashSet<string>? fields))
        {
            fields = new HashSet<string>(StringComparer.Ordinal);
            _fields.Add(name, fields);
        }

        fields.UnionWith(integration.Value!.Fields.Keys);
    }

    private void CheckText(SourceNode node, TextLanguage language)
    {
        if (language is TextLanguage.ReferenceName)
        {
            CheckReference(node, Reference.ForConditionName(node.Text, _outline.IsIntegration));
        }
        else if (language is TextLanguage.Template && node.Text.Contains('{', StringComparison.Ordinal))
        {
            CheckTemplate(node);
        }
    }

    /// <summary>Looks at each text in braces, as <see cref="Template"/> reads it: a reference, or perhaps meant as one.</summary>
    private void CheckTemplate(SourceNode node)
    {
        ReadOnlySpan<char> text = node.Text;
        while (text.IndexOf('{') is >= 0 and var open)
        {
            text = text[(open + 1)..];
            if (text.StartsWith("{"))
            {
                text = text[1..];
                continue;
            }

            int close = text.IndexOfAny('{', '}');
            if (close > 0 && text[close] == '}')
            {
                string inside = text[..close].ToString();
                if (Reference.TryParse(inside, _outline.IsIntegration, out Reference? reference))
                {
                    CheckReference(node, reference);
                }
                else
                {
                    CheckText(node, inside);
                }
            }
        }
    }

    private void CheckReference(SourceNode node, Reference reference)
    {
        Finding? finding = reference.Kind switch
        {
            ReferenceKind.Environment when !_outline.Bot.Environment.ContainsKey(reference.Name) =>
                ValidationTexts.UnknownEnvironmentValue(reference, Closest(reference.Name, [.. _outline.Bot.Environment.Keys])),
            // Scripts set variables and fields.
            _ when _outline.FirstScript is not null => null,
            ReferenceKind.Variable when !IsKnownVariable(reference.Name) =>
                ValidationTexts.UnknownVariable(reference.Name, Closest(reference.Name, _variables)),
            ReferenceKind.Field or ReferenceKind.FieldCount when !_fields[reference.Name].Contains(reference.Member!) =>
                ValidationTexts.UnknownField(reference.Name, reference.Member!, Closest(reference.Member!, _fields[reference.Name])),
            ReferenceKind.RawBody when !_outline.IsIntegration(reference.Name) =>
                ValidationTexts.UnknownBody(reference, Closest(reference.Name, _outline.IntegrationNames)),
            _ => null,
        };
        Tell(node, finding);
    }

    private bool IsKnownVariable(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return _variables.Contains(name) || name is "skipPreviousDialog" || name.StartsWith("api_", StringComparison.Ordinal)
            || (dot > 0 && _outline.IsIntegration(name[..dot]));
    }

    /// <summary>Tells of a text in braces that was meant as a reference: <c>{$word}</c>, or nearly an integration's name before a dot.</summary>
    private void CheckText(SourceNode node, string inside)
    {
        int dot = inside.IndexOf('.', StringComparison.Ordinal);
        if (inside.Length > 1 && inside[0] == '$' && (char.IsLetter(inside[1]) || inside[1] == '.'))
        {
            Tell(node, ValidationTexts.NoReference(inside, Spelling.Closest(inside, ValidationTexts.PlainReferences)));
        }
        else if (dot > 0 && dot < inside.Length - 1 && !inside.Any(char.IsWhiteSpace) && Closest(inside[..dot], _outline.IntegrationNames) is { } meant)
        {
            Tell(node, ValidationTexts.NoReference(inside, $"{meant}{inside[dot..]}"));
        }
    }

    private void Tell(SourceNode node, Finding? finding)
    {
        if (finding is { } found && _told.Add(found.Message))
        {
            _diagnostics.Add(node, found);
        }
    }

    private string? Closest(string name, IReadOnlyCollection<string> names) => _outline.Suggestions.For(name, names);
}
