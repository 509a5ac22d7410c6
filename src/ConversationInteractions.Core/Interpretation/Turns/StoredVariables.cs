using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Stores variables. A name stands once: storing it in one scope takes it from the others.</summary>
internal static class StoredVariables
{
    /// <summary>While this variable is "true", a completed dialog does not return to the one below it (behaviour 2.5).</summary>
    public const string SkipPreviousDialog = "skipPreviousDialog";

    public static void Store(Turn turn, (string Name, Template Value)[] values, VariableScope scope)
    {
        foreach ((string name, Template template) in values)
        {
            bool isWhole = template.SingleReference is not null;
            Value value = isWhole
                ? turn.TryGet(template.SingleReference!, out Value whole) ? whole : Value.FromText("")
                : template.Render(turn);
            Sensitivity.NoteSources(turn, name, template);
            Store(turn, name, value, scope);
        }
    }

    public static void Store(Turn turn, string name, Value value, VariableScope scope)
    {
        if (!MayStore(turn, name, value, LengthWith(turn, name, value, scope)))
        {
            return;
        }

        if (scope.ContextNamespace is { } contextNamespace)
        {
            ContextChange change = new(ContextChangeKind.Write, contextNamespace) { Name = name, Value = ContextText.Write(value) };
            turn.SeeContext(change);
            turn.Effects.Add(new ChangeContext { Key = turn.NextKey(), Change = change });
            return;
        }

        Remove(turn, name);
        VariablesOf(turn, scope).Set(name, value);
    }

    public static void Remove(Turn turn, string name)
    {
        turn.RequestVariables.Remove(name);
        turn.Top?.Variables.Remove(name);
        turn.SessionVariables.Remove(name);
    }

    private static ref VariableSet VariablesOf(Turn turn, VariableScope scope)
    {
        if (scope == VariableScope.Request)
        {
            return ref turn.RequestVariables;
        }

        if (scope == VariableScope.Dialog && turn.Top is { } top)
        {
            return ref top.Variables;
        }

        return ref turn.SessionVariables;
    }

    /// <summary>Whether there is room for a value as a field of a call.</summary>
    public static bool MayStore(Turn turn, string name, Value value, ValueMap<Value> fields)
    {
        long length = VariableSet.LengthOf(name, value);
        foreach ((string field, Value held) in fields.AsSpan())
        {
            length += VariableSet.LengthOf(field, held);
        }

        return MayStore(turn, name, value, length);
    }

    private static bool MayStore(Turn turn, string name, Value value, long length)
    {
        Sensitivity.Note(turn, name, value);
        if (length > turn.Limits.MaxVariablesLength)
        {
            turn.Note(TraceCodes.LimitReached, name, $"not stored: variables may hold {turn.Limits.MaxVariablesLength} UTF-16 code units together");
            return false;
        }

        if (turn.IsDetailed)
        {
            turn.Note(TraceCodes.VariableStored, name, turn.Program.Sensitive.Contains(name) ? Redaction.Mask : value.Joined);
        }

        return true;
    }

    /// <summary>How much variables would hold with a value in the place of what its name holds now.</summary>
    private static long LengthWith(Turn turn, string name, Value value, VariableScope scope)
    {
        long length = VariableSet.LengthOf(name, value);
        if (scope.ContextNamespace is null)
        {
            length += turn.RequestVariables.LengthWithout(name) + turn.SessionVariables.LengthWithout(name);
            foreach (ActiveFrame frame in turn.Stack)
            {
                length += frame == turn.Top ? frame.Variables.LengthWithout(name) : frame.Variables.Length;
            }
        }

        return length;
    }

    public static bool SkipsPreviousDialog(Turn turn) =>
        References.TryVariable(turn, SkipPreviousDialog, out Value value) && string.Equals(value.First, "true", StringComparison.Ordinal);
}
