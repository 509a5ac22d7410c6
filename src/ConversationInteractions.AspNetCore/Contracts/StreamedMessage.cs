using System.Text.Json;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.AspNetCore.Contracts;

/// <summary>Something that was said, as the event <c>message</c> of a stream tells it. Texts are plain text: show them as text, never as HTML.</summary>
public sealed record StreamedMessage
{
    /// <summary>Its number in the conversation, from 1, without gaps and in order; also the event's id.</summary>
    public required long Number { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who said it: <c>consumer</c>, <c>bot</c> or <c>agent</c>.</summary>
    public required string From { get; init; }

    /// <summary>What was said; for a file its name. May be empty where there is something else to show.</summary>
    public required string Text { get; init; }

    /// <summary>The number among the messages to the consumer; none for the consumer's own.</summary>
    public long? Sequence { get; init; }

    /// <summary>The image, if it is one.</summary>
    public OutgoingImage? Image { get; init; }

    /// <summary>The cards, if any.</summary>
    public IReadOnlyList<OutgoingCard>? Cards { get; init; }

    /// <summary>What the consumer may pick from.</summary>
    public IReadOnlyList<OutgoingChoice>? Choices { get; init; }

    /// <summary>How the choices should be shown: <c>buttons</c>, <c>quickReplies</c> or <c>list</c>.</summary>
    public string? Display { get; init; }

    /// <summary>The JSON that the author has for the channel, if any.</summary>
    public JsonElement? Payload { get; init; }

    internal static StreamedMessage Of(LogEntry entry)
    {
        StreamedMessage said = new() { Number = entry.Number, At = entry.At, From = Word(entry.Speaker), Text = entry.Text };
        return entry.Message is not { } message ? said : said with
        {
            Sequence = message.Sequence,
            Image = message.Image,
            Cards = message.Cards.Count == 0 ? null : message.Cards,
            Choices = message.Choices.Count == 0 ? null : message.Choices,
            Display = message.Choices.Count == 0 ? null : Word(message.Display),
            Payload = message.Payload is { } payload ? JsonElement.Parse(payload.Text) : null,
        };
    }

    private static string Word(Speaker speaker) => speaker switch
    {
        Speaker.Consumer => "consumer",
        Speaker.Bot => "bot",
        Speaker.Agent => "agent",
        _ => throw new NotSupportedException($"Speaker {speaker} has no word."),
    };

    private static string Word(Model.ChoiceDisplay display) => display switch
    {
        Model.ChoiceDisplay.Buttons => "buttons",
        Model.ChoiceDisplay.QuickReplies => "quickReplies",
        Model.ChoiceDisplay.List => "list",
        _ => throw new NotSupportedException($"Display {display} has no word."),
    };
}
