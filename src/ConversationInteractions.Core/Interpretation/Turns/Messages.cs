using System.Text.Json;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Renders what the consumer sees.</summary>
internal static class Messages
{
    /// <summary>Says a text, unless it is blank (C21).</summary>
    public static void Say(Turn turn, Template template)
    {
        if (Render(turn, template) is { } message)
        {
            Send(turn, message, TimeSpan.Zero);
        }
    }

    /// <summary>Says a text that has been rendered.</summary>
    public static void Say(Turn turn, string text, bool fromAgent = false) =>
        Send(turn, new OutgoingMessage { Sequence = turn.State.LastSequence + 1, Text = text, FromAgent = fromAgent }, TimeSpan.Zero);

    /// <summary>Sends a message under the next number (B4).</summary>
    public static void Send(Turn turn, OutgoingMessage message, TimeSpan delay)
    {
        string key = turn.NextKey();
        long sequence = ++turn.State.LastSequence;
        string text = turn.Cut(message.Text);
        bool isFinished = message.Sequence == sequence && ReferenceEquals(message.Text, text);
        turn.Effects.Add(new SendMessage { Key = key, Message = isFinished ? message : message with { Sequence = sequence, Text = text }, Delay = delay });
    }

    /// <summary>Renders a text; <see langword="null"/> where it is blank: as the author wrote it or as the whole value of a variable, never as what the consumer said (C21).</summary>
    public static string? Text(Turn turn, Template template)
    {
        if (template.IsBlank || template.Text.Length == 0)
        {
            return null;
        }

        string text = turn.Cut(template.Render(turn));
        return template.SingleReference is { Kind: not ReferenceKind.UserMessage } && string.Equals(text.Trim(), ReservedText.Blank, StringComparison.Ordinal) ? null : text;
    }

    /// <summary>Renders a text as the next message; <see langword="null"/> where it is blank or there is none.</summary>
    public static OutgoingMessage? Render(Turn turn, Template? template) =>
        template is not null && Text(turn, template) is { } text ? new OutgoingMessage { Sequence = turn.State.LastSequence + 1, Text = text } : null;

    /// <summary>Renders the content of a statement or question, as the next message; <see langword="null"/> where there is nothing to send.</summary>
    public static OutgoingMessage? Render(Turn turn, CompiledContent content)
    {
        string? text = content.Text is { } template ? Text(turn, template) : null;
        if (content.IsText)
        {
            return text is null ? null : new OutgoingMessage { Sequence = turn.State.LastSequence + 1, Text = text };
        }

        if (content.Image is { } image)
        {
            return new OutgoingMessage { Sequence = turn.State.LastSequence + 1, Image = new OutgoingImage(image.Url.Render(turn), image.Caption?.Render(turn)) };
        }

        return content.Cards is { } cards
            ? new OutgoingMessage { Sequence = turn.State.LastSequence + 1, Text = text ?? "", Cards = RenderCards(turn, cards) }
            : new OutgoingMessage { Sequence = turn.State.LastSequence + 1, Payload = Payload(turn, content.Payload!) };
    }

    private static ValueList<OutgoingCard> RenderCards(Turn turn, CompiledCard[] cards) => [.. cards.SelectMany(c => Cards.Render(turn, c))];

    /// <summary>A payload that is one reference is sent as the JSON that it yields, else as a text (C35).</summary>
    private static JsonText Payload(Turn turn, JsonTemplate payload)
    {
        if (payload.Text?.SingleReference is null)
        {
            return JsonText.Parse(payload.Render(turn));
        }

        string value = payload.Text.Render(turn);
        try
        {
            return JsonText.Parse(value);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // No JSON, or JSON that escapes half a character: a text.
            return JsonText.FromString(value);
        }
    }
}
