using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Makes variable conditions of the context conditions of a rule.</summary>
internal sealed class VariableConditionImport(ExportImport import)
{
    /// <summary>More ways than this in which a rule may hold are not written out.</summary>
    private const int MaxAlternatives = 64;

    /// <summary>Holds never, as nothing stores a variable of that name.</summary>
    private static readonly VariableCondition Never = new("unsupported condition", VariableOperator.Exists, "true");

    /// <summary>The ways in which the context conditions of a rule may hold: in each, all of its conditions must.</summary>
    public IReadOnlyList<ValueList<VariableCondition>> Of(ExportedInteraction at, SourceNode rule)
    {
        IReadOnlyList<SourceNode> nodes = import.Fields.Objects(rule, "contextConditions");
        string combination = import.Fields.FullText(rule, "contextMatchConditionType")?.ToUpperInvariant() ?? "ANY";
        if (nodes.Count == 0)
        {
            return [[]];
        }

        VariableCondition[][] each = [.. nodes.Select(node => Alternatives(at, node))];
        if (combination is not "ALL" and not "AND")
        {
            return [.. each.SelectMany(alternatives => alternatives).Select(condition => (ValueList<VariableCondition>)[condition])];
        }

        List<ValueList<VariableCondition>> all = [[]];
        double ways = 1;
        foreach (VariableCondition[] alternatives in each)
        {
            all = [.. all.SelectMany(before => alternatives.Select(next => (ValueList<VariableCondition>)[.. before, next])).Take(MaxAlternatives)];
            ways *= alternatives.Length;
        }

        if (ways > MaxAlternatives)
        {
            import.Log.Drop(rule, at.Subject, string.Create(
                CultureInfo.InvariantCulture,
                $"The context conditions may hold together in {ways} ways, as each \"or equal\" stands for two; only the first {MaxAlternatives} are kept."));
        }

        return all;
    }

    private VariableCondition[] Alternatives(ExportedInteraction at, SourceNode node)
    {
        string type = import.Fields.FullText(node, "matchType")?.Trim().ToUpperInvariant().Replace(' ', '_') ?? "";
        string? context = import.Fields.FullText(node, "contextName");
        string written = import.Fields.Text(node, "value") ?? "";
        if (context is null)
        {
            import.Log.Drop(node, at.Subject, "The context condition names no variable; its rule never holds.");
            return [Never];
        }

        string name = Name(context);
        string value = Value(at, node, context, written);
        VariableCondition With(VariableOperator comparison) => new(name, comparison, value);
        switch (type)
        {
            case "EQUALS" or "EQUAL" or "EQUAL_TO" or "IS":
                return [With(VariableOperator.EqualTo)];
            case "NOT_EQUALS" or "NOT_EQUAL" or "NOT_EQUAL_TO" or "IS_NOT":
                return [With(VariableOperator.NotEqualTo)];
            case "CONTAINS":
                return [With(VariableOperator.Contains)];
            case "NOT_CONTAINS" or "DOES_NOT_CONTAIN":
                return [With(VariableOperator.NotContains)];
            case "STARTS_WITH" or "BEGINS_WITH":
                return [With(VariableOperator.StartsWith)];
            case "ENDS_WITH":
                return [With(VariableOperator.EndsWith)];
            case "GREATER_THAN" or "GREATER":
                return [With(VariableOperator.GreaterThan)];
            case "LESS_THAN" or "LESS":
                return [With(VariableOperator.LessThan)];
            case "GREATER_THAN_OR_EQUAL" or "GREATER_THAN_EQUALS" or "GREATER_THAN_OR_EQUAL_TO" or "GREATER_OR_EQUAL":
                return [With(VariableOperator.GreaterThan), With(VariableOperator.EqualTo)];
            case "LESS_THAN_OR_EQUAL" or "LESS_THAN_EQUALS" or "LESS_THAN_OR_EQUAL_TO" or "LESS_OR_EQUAL":
                return [With(VariableOperator.LessThan), With(VariableOperator.EqualTo)];
            case "EXISTS" or "IS_SET" or "NOT_EMPTY" or "IS_NOT_EMPTY":
                return [new VariableCondition(name, VariableOperator.Exists, "true")];
            case "NOT_EXISTS" or "IS_NOT_SET" or "EMPTY" or "IS_EMPTY":
                return [new VariableCondition(name, VariableOperator.Exists, "false")];
            case "PATTERN" or "MATCHES" when Pattern.TryParse(written, out _, out _):
                return [new VariableCondition(name, VariableOperator.Matches, written)];
            default:
                import.Log.Drop(node, at.Subject, $"The operator {(type.Length == 0 ? "without a name" : type)} of a context condition is not supported; its rule never holds.");
                return [Never];
        }
    }

    /// <summary>The name without the braces in which exports write references.</summary>
    private static string Name(string context)
    {
        string text = context.Trim();
        return text.StartsWith('{') && text.EndsWith('}') && text.Length > 2 && !string.IsNullOrWhiteSpace(text[1..^1]) ? text[1..^1].Trim() : text;
    }

    /// <summary>
    /// A value is a literal, or a reference in braces. Beside a reference as the name, the bare name of a variable that the bot stores is that variable: authors compare the consumer's
    /// words with it, and as a literal it would mean its own name.
    /// </summary>
    private string Value(ExportedInteraction at, SourceNode node, string context, string value)
    {
        string bare = value.Trim();
        if (!context.TrimStart().StartsWith('{') || !import.IsVariable(bare))
        {
            return import.Texts.Of(value);
        }

        import.Log.Change(node.Member("value")!, at.Subject, $"\"{bare}\" is a variable that the bot stores, so its value is compared, not the word.");
        return $"{{$botContext.{bare}}}";
    }
}
