using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>A message to the consumer, with every reference replaced.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Its number in the conversation, from 1 and without gaps (B4). A channel drops a number that it has had.</summary>
    public required long Sequence { get; init; }

    /// <summary>The text; empty where there is only an image, cards or a payload (C21).</summary>
    public string Text { get; init; } = "";

    /// <summary>The image, if it is one.</summary>
    public OutgoingImage? Image { get; init; }

    /// <summary>The cards, if any.</summary>
    public ValueList<OutgoingCard> Cards { get; init; } = [];

    /// <summary>The JSON for the channel, if any.</summary>
    public JsonText? Payload { get; init; }

    /// <summary>What the consumer may pick from.</summary>
    public ValueList<OutgoingChoice> Choices { get; init; } = [];

    /// <summary>How the choices should be shown.</summary>
    public ChoiceDisplay Display { get; init; }

    /// <summary>Whether an agent speaks rather than the bot.</summary>
    public bool FromAgent { get; init; }
}

/// <summary>An image.</summary>
/// <param name="Url">Where the channel finds it.</param>
/// <param name="Caption">What is written below it.</param>
public sealed record OutgoingImage(string Url, string? Caption);

/// <summary>A choice.</summary>
/// <param name="Label">What is written on it; a tap sends it as the message.</param>
/// <param name="Value">What a tap sends beside it as the payload.</param>
/// <param name="Image">The address of an image.</param>
public sealed record OutgoingChoice(string Label, string? Value = null, string? Image = null);

/// <summary>A card.</summary>
public sealed record OutgoingCard
{
    /// <summary>The headline.</summary>
    public string? Title { get; init; }

    /// <summary>The line below it.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The address of an image.</summary>
    public string? Image { get; init; }

    /// <summary>The address that a tap on the card opens.</summary>
    public string? Url { get; init; }

    /// <summary>The buttons.</summary>
    public ValueList<OutgoingButton> Buttons { get; init; } = [];
}

/// <summary>A button: a tap sends its value or opens its address.</summary>
/// <param name="Label">What is written on it.</param>
/// <param name="Value">What a tap sends.</param>
/// <param name="Url">What a tap opens.</param>
public sealed record OutgoingButton(string Label, string? Value = null, string? Url = null);
