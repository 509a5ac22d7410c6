using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Writes messages to the consumer.</summary>
internal static class MessageWriting
{
    public static void Message(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteNumber("seq"u8, message.Sequence);
        StateWriting.Text(json, "text"u8, message.Text.Length == 0 ? null : message.Text);
        StateWriting.Object(json, "image"u8, message.Image, Image);
        StateWriting.List(json, "cards"u8, message.Cards, Card);
        StateWriting.Raw(json, "payload"u8, message.Payload);
        StateWriting.List(json, "choices"u8, message.Choices, StateWriting.Choice);
        StateWriting.Text(json, "display"u8, message.Display switch
        {
            ChoiceDisplay.Buttons => null,
            ChoiceDisplay.QuickReplies => "quickReplies",
            ChoiceDisplay.List => "list",
            _ => throw new ArgumentOutOfRangeException(nameof(message), message.Display, "Unknown display."),
        });
        StateWriting.Flag(json, "agent"u8, message.FromAgent);
    }

    private static void Image(Utf8JsonWriter json, OutgoingImage image)
    {
        json.WriteString("url"u8, image.Url);
        StateWriting.Text(json, "caption"u8, image.Caption);
    }

    private static void Card(Utf8JsonWriter json, OutgoingCard card)
    {
        StateWriting.Text(json, "title"u8, card.Title);
        StateWriting.Text(json, "subtitle"u8, card.Subtitle);
        StateWriting.Text(json, "image"u8, card.Image);
        StateWriting.Text(json, "url"u8, card.Url);
        StateWriting.List(json, "buttons"u8, card.Buttons, Button);
    }

    private static void Button(Utf8JsonWriter json, OutgoingButton button)
    {
        json.WriteString("label"u8, button.Label);
        StateWriting.Text(json, "value"u8, button.Value);
        StateWriting.Text(json, "url"u8, button.Url);
    }
}
