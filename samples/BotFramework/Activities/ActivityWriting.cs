using System.Text.Json;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace BotFramework.Activities;

/// <summary>What the bot says, as an activity.</summary>
internal static class ActivityWriting
{
    /// <summary>The activity of a message.</summary>
    public static Activity ActivityOf(OutgoingMessage message)
    {
        Activity activity = new() { Type = "message", Text = message.Text };
        List<Attachment> attachments = [.. message.Cards.Select(CardOf)];
        CardAction[] actions = [.. message.Choices.Select(choice => Say(choice.Label, choice.Value))];
        if (actions.Length > 0 && message.Display == ChoiceDisplay.QuickReplies)
        {
            // They are gone after the next message; not every channel shows them.
            activity.SuggestedActions = new SuggestedActions { Actions = actions };
        }
        else if (actions.Length > 0)
        {
            activity.Text = null;
            attachments.Insert(0, AttachmentOf(new HeroCard { Text = message.Text, Buttons = actions }));
        }

        if (message.Image is { } image)
        {
            attachments.Add(AttachmentOf(new HeroCard { Text = image.Caption, Images = [new CardImage { Url = image.Url }] }));
        }

        if (message.Payload?.ToElement() is { } payload)
        {
            AddPayload(activity, attachments, payload);
        }

        activity.Attachments = attachments.Count > 0 ? attachments : null;
        activity.AttachmentLayout = message.Cards.Count > 1 ? "carousel" : null;
        return activity;
    }

    /// <summary>JSON that the author wrote for the channel: an Adaptive Card is shown, other JSON goes along as the channel's data.</summary>
    private static void AddPayload(Activity activity, List<Attachment> attachments, JsonElement payload)
    {
        if (payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("type", out JsonElement type) && type.ValueEquals("AdaptiveCard"))
        {
            attachments.Add(new Attachment { ContentType = "application/vnd.microsoft.card.adaptive", Content = payload });
        }
        else
        {
            activity.ChannelData = payload;
        }
    }

    private static Attachment CardOf(OutgoingCard card) => AttachmentOf(new HeroCard
    {
        Title = card.Title,
        Subtitle = card.Subtitle,
        Images = card.Image is null ? null : [new CardImage { Url = card.Image }],
        Tap = card.Url is null ? null : Open(card.Title, card.Url),
        Buttons = [.. card.Buttons.Select(button => button.Url is null ? Say(button.Label, button.Value) : Open(button.Label, button.Url))],
    });

    private static Attachment AttachmentOf(HeroCard card) => new() { ContentType = "application/vnd.microsoft.card.hero", Content = card };

    // A tap says the label; a value goes along with it where there is one.
    private static CardAction Say(string label, string? value) => value is null
        ? new CardAction { Type = "imBack", Title = label, Value = label }
        : new CardAction { Type = "messageBack", Title = label, Text = label, DisplayText = label, Value = value };

    private static CardAction Open(string? label, string url) => new() { Type = "openUrl", Title = label, Value = url };
}
