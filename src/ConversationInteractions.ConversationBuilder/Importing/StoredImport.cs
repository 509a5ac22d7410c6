using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>What a rule stores: variables and slots.</summary>
internal sealed class StoredImport(ExportImport import)
{
    public (ValueMap<string> Values, VariableScope Scope) Of(ExportedInteraction at, SourceNode rule)
    {
        OrderedDictionary<string, string> values = new(StringComparer.Ordinal);
        VariableScope? scope = null;
        foreach (SourceNode variable in import.Fields.Objects(rule, "contextDataVariables"))
        {
            string? name = import.Fields.FullText(variable, "name");
            VariableScope own = Scope(at, variable);
            if (name is null)
            {
                import.Log.Drop(variable, at.Subject, "The variable that the rule stores has no name.");
                continue;
            }

            if (scope is not null && scope != own)
            {
                import.Log.Change(variable, at.Subject, "A rule stores all its variables for the same time; the longest one holds.");
                own = Longer(scope, own);
            }

            scope = own;
            values[name] = import.Texts.Of(import.Fields.Text(variable, "value") ?? "");
        }

        foreach (string list in (string[])["slots", "contextSlots", "slotVariables"])
        {
            foreach (SourceNode slot in rule.ListOf(list).Count > 0 ? import.Fields.Objects(rule, list) : [])
            {
                AddSlot(at, slot, values);
            }
        }

        return (ValueMap.Create<string>([.. values]), scope ?? VariableScope.Session);
    }

    /// <summary>A slot is filled like a variable: there is no recogniser of entities (A37).</summary>
    private void AddSlot(ExportedInteraction at, SourceNode slot, OrderedDictionary<string, string> values)
    {
        string? name = import.Fields.FirstText(slot, "name", "slotName");
        string value = import.Fields.FirstText(slot, "value", "entity", "entityName") ?? "";
        if (name is null)
        {
            import.Log.Drop(slot, at.Subject, "The slot has no name.");
            return;
        }

        bool isEntity = value.StartsWith('@');
        import.Log.Change(slot, at.Subject, isEntity
            ? $"The slot \"{name}\" is filled with the whole message; entities are not recognised."
            : $"The slot \"{name}\" is filled like a variable.");
        values[$"slot.{name}"] = isEntity ? "{$userMessage}" : import.Texts.Of(value);
    }

    private VariableScope Scope(ExportedInteraction at, SourceNode variable)
    {
        string word = import.Fields.FullText(variable, "scope")?.Trim().ToUpperInvariant() ?? "SESSION";
        switch (word)
        {
            case "SESSION":
                return VariableScope.Session;
            case "DIALOG":
                return VariableScope.Dialog;
            case "REQUEST":
                return VariableScope.Request;
            default:
                import.Log.Change(variable.Member("scope")!, at.Subject, $"Variables are not kept for {word}, but for the session.");
                return VariableScope.Session;
        }
    }

    private static VariableScope Longer(VariableScope left, VariableScope right) =>
        left == VariableScope.Session || right == VariableScope.Session ? VariableScope.Session
        : left == VariableScope.Dialog || right == VariableScope.Dialog ? VariableScope.Dialog
        : VariableScope.Request;
}
