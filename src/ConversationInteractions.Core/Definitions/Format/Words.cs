using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Format;

/// <summary>The words of the format for the model's enums; reader, writer and tables use these lists only.</summary>
internal static class Words
{
    public static (DialogKind Value, string Word)[] DialogKinds { get; } =
    [
        (DialogKind.Standard, "standard"), (DialogKind.Fallback, "fallback"), (DialogKind.Disambiguation, "disambiguation"), (DialogKind.AutoEscalation, "autoEscalation"),
    ];

    public static (ChoiceDisplay Value, string Word)[] Displays { get; } =
    [
        (ChoiceDisplay.Buttons, "buttons"), (ChoiceDisplay.QuickReplies, "quickReplies"), (ChoiceDisplay.List, "list"),
    ];

    public static (CallResult Value, string Word)[] Results { get; } =
    [
        (CallResult.Success, "success"), (CallResult.Failure, "failure"), (CallResult.Unknown, "unknown"),
    ];

    /// <summary>The next actions that name no target.</summary>
    public static (NextAction Value, string Word)[] NextActions { get; } =
    [
        (NextAction.Next, "next"), (NextAction.Current, "current"), (NextAction.End, "end"), (NextAction.CloseDialog, "closeDialog"),
        (NextAction.CloseConversation, "closeConversation"),
    ];

    public static (VariableScope Value, string Word)[] Scopes { get; } =
    [
        (VariableScope.Session, VariableScope.Session.Name), (VariableScope.Dialog, VariableScope.Dialog.Name), (VariableScope.Request, VariableScope.Request.Name),
    ];

    /// <summary>The properties that compare a variable.</summary>
    public static (VariableOperator Value, string Word)[] Operators { get; } =
    [
        (VariableOperator.EqualTo, "equals"), (VariableOperator.NotEqualTo, "notEquals"), (VariableOperator.Contains, "contains"),
        (VariableOperator.NotContains, "notContains"), (VariableOperator.StartsWith, "startsWith"), (VariableOperator.EndsWith, "endsWith"),
        (VariableOperator.GreaterThan, "greaterThan"), (VariableOperator.LessThan, "lessThan"), (VariableOperator.Matches, "matches"),
        (VariableOperator.Exists, "exists"),
    ];

    public static string[] Of<T>((T Value, string Word)[] table) => Array.ConvertAll(table, entry => entry.Word);

    /// <summary>The value of a word; <paramref name="otherwise"/> for no word or an unknown one, which the table has reported.</summary>
    public static T Find<T>((T Value, string Word)[] table, string? word, T otherwise)
    {
        foreach ((T value, string known) in table)
        {
            if (string.Equals(known, word, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return otherwise;
    }

    /// <summary>The word of a value.</summary>
    public static string Write<T>((T Value, string Word)[] table, T value)
        where T : notnull
    {
        foreach ((T known, string word) in table)
        {
            if (known.Equals(value))
            {
                return word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"'{value}' has no word in the format; use one of the defined values of {typeof(T).Name}.");
    }
}
