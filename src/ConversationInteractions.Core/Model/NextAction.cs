namespace ConversationInteractions.Model;

/// <summary>Where the flow goes after an interaction or a rule (behaviour 6).</summary>
public sealed record NextAction
{
    private NextAction(NextActionKind kind, string? target = null)
    {
        Kind = kind;
        Target = target;
    }

    /// <summary>The following interaction; after the last one the dialog is complete.</summary>
    public static NextAction Next { get; } = new(NextActionKind.Next);

    /// <summary>The same interaction again; in rules of questions and file uploads only.</summary>
    public static NextAction Current { get; } = new(NextActionKind.Current);

    /// <summary>The dialog ends and the one below it is resumed (A17).</summary>
    public static NextAction End { get; } = new(NextActionKind.End);

    /// <summary>The conversation is closed with a survey (A18).</summary>
    public static NextAction CloseDialog { get; } = new(NextActionKind.CloseDialog);

    /// <summary>The conversation is closed without a survey (A18).</summary>
    public static NextAction CloseConversation { get; } = new(NextActionKind.CloseConversation);

    /// <summary>What kind of action it is.</summary>
    public NextActionKind Kind { get; }

    /// <summary>The interaction or dialog that is named, else <see langword="null"/>.</summary>
    public string? Target { get; }

    /// <summary>The named interaction, in this or another dialog.</summary>
    /// <param name="interaction">Its name, or <c>Dialog#position</c> for one without a name.</param>
    public static NextAction GoTo(string interaction) => new(NextActionKind.GoTo, interaction);

    /// <summary>The named dialog, from the interaction after its starter.</summary>
    /// <param name="dialog">Its name.</param>
    public static NextAction ToDialog(string dialog) => new(NextActionKind.ToDialog, dialog);

    /// <inheritdoc/>
    public override string ToString() => Target is null ? Kind.ToString() : $"{Kind} '{Target}'";
}

/// <summary>The kinds of next action.</summary>
public enum NextActionKind
{
    /// <summary>The following interaction.</summary>
    Next,

    /// <summary>The same interaction again.</summary>
    Current,

    /// <summary>The end of the dialog.</summary>
    End,

    /// <summary>Close with a survey.</summary>
    CloseDialog,

    /// <summary>Close without a survey.</summary>
    CloseConversation,

    /// <summary>A named interaction.</summary>
    GoTo,

    /// <summary>A named dialog.</summary>
    ToDialog,
}
