using System.Text.Json;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>Reads messages to the consumer; the counterpart of <see cref="MessageWriting"/>.</summary>
internal static class MessageReading
{
    public static OutgoingMessage Message(JsonElement json) => new()
    {
        Sequence = json.GetProperty("seq").GetInt64(),
        Text = StateReading.Text(json, "text") ?? "",
        Image = StateReading.Object(json, "image", i => new OutgoingImage(StateReading.Required(i, "url"), StateReading.Text(i, "caption"))),
        Cards = StateReading.List(json, "cards", Card),
        Payload = StateReading.Raw(json, "payload"),
        Choices = StateReading.List(json, "choices", StateReading.Choice),
        Display = StateReading.Text(json, "display") switch
        {
            null => ChoiceDisplay.Buttons,
            "quickReplies" => ChoiceDisplay.QuickReplies,
            "list" => ChoiceDisplay.List,
            { } other => throw new FormatException($"'{other}' is no way to show choices."),
        },
        FromAgent = StateReading.Flag(json, "agent"),
    };

    private static OutgoingCard Card(JsonElement json) => new()
    {
        Title = StateReading.Text(json, "title"),
        Subtitle = StateReading.Text(json, "subtitle"),
        Image = StateReading.Text(json, "image"),
        Url = StateReading.Text(json, "url"),
        Buttons = StateReading.List(json, "buttons", b => new OutgoingButton(StateReading.Required(b, "label"), StateReading.Text(b, "value"), StateReading.Text(b, "url"))),
    };
}
