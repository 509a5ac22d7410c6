namespace ConversationInteractions.Model;

/// <summary>Something to pick. A tap sends the label as the message and the value as <c>{$quickReplyPayload}</c> (C4).</summary>
public sealed record Choice
{
    /// <summary>What is written on it. A template.</summary>
    public required string Label { get; init; }

    /// <summary>What it stands for; the label without it. A template.</summary>
    public string? Value { get; init; }

    /// <summary>The address of an image. A template.</summary>
    public string? Image { get; init; }

    /// <summary>A choice with just a label.</summary>
    /// <param name="label">A template.</param>
    public static implicit operator Choice(string label) => new() { Label = label };
}

/// <summary>How a channel should show choices.</summary>
public enum ChoiceDisplay
{
    /// <summary>As buttons below the message.</summary>
    Buttons,

    /// <summary>As chips that disappear after the choice.</summary>
    QuickReplies,

    /// <summary>As a list.</summary>
    List,
}
