using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.Preview;

/// <summary>Messages as the page shows them.</summary>
internal static class MessageViews
{
    public static MessageView Of(OutgoingMessage message) => new()
    {
        Text = message.Text,
        FromAgent = message.FromAgent,
        Display = message.Display switch { ChoiceDisplay.QuickReplies => "quickReplies", ChoiceDisplay.List => "list", _ => "buttons" },
        Image = message.Image?.Url,
        Caption = message.Image?.Caption,
        Cards = [.. message.Cards.Select(card => new CardView(card.Title, card.Subtitle, card.Image, card.Url, [.. card.Buttons.Select(button => new ButtonView(button.Label, button.Value, button.Url))]))],
        Choices = [.. message.Choices.Select(choice => new ChoiceView(choice.Label, choice.Value, choice.Image))],
        Payload = message.Payload?.Text,
    };
}
