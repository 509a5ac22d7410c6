using System.Text;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Testing;

/// <summary>Messages on one line, for transcripts.</summary>
internal static class ContentText
{
    public static string Of(OutgoingMessage message)
    {
        StringBuilder text = new(message.Text);
        if (message.Image is { } image)
        {
            Append(text, $"(image {image.Url}{(image.Caption is null ? "" : $" {Quoted.Text(image.Caption)}")})");
        }

        foreach (OutgoingCard card in message.Cards)
        {
            Append(text, Of(card));
        }

        if (message.Payload is { } payload)
        {
            Append(text, $"(payload {payload.Text})");
        }

        if (message.Choices.Count > 0)
        {
            Append(text, $"[{string.Join(" | ", message.Choices.Select(Of))}]");
        }

        return text.ToString();
    }

    public static string Of(OutgoingChoice choice) => choice.Value is null || choice.Value == choice.Label ? choice.Label : $"{choice.Label} = {choice.Value}";

    public static string Of(OutgoingCard card)
    {
        IEnumerable<string?> parts = [card.Title, card.Subtitle, card.Image, card.Url, .. card.Buttons.Select(button => $"<{button.Label}: {button.Url ?? button.Value ?? button.Label}>")];
        return $"(card {string.Join(" / ", parts.Where(part => part is not null))})";
    }

    private static void Append(StringBuilder text, string part) => text.Append(text.Length > 0 ? " " : "").Append(part);
}
