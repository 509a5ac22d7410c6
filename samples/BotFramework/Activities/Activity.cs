namespace BotFramework.Activities;

/// <summary>What the Activity protocol carries both ways, as far as it is read or written here. Classes and properties are named as in Bot Framework's SDK and in the Microsoft 365 Agents SDK.</summary>
internal sealed class Activity
{
    public string? Type { get; set; }

    public string? Id { get; set; }

    public string? ServiceUrl { get; set; }

    public string? ChannelId { get; set; }

    public ChannelAccount? From { get; set; }

    public ChannelAccount? Recipient { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public IList<ChannelAccount>? MembersAdded { get; set; }

    public string? Text { get; set; }

    public object? Value { get; set; }

    public IList<Attachment>? Attachments { get; set; }

    public string? AttachmentLayout { get; set; }

    public SuggestedActions? SuggestedActions { get; set; }

    public object? ChannelData { get; set; }

    /// <summary>Where to answer, and as whom.</summary>
    public ConversationReference GetConversationReference() => new() { ServiceUrl = ServiceUrl, ChannelId = ChannelId, Conversation = Conversation, User = From, Agent = Recipient };
}

internal sealed class ConversationReference
{
    public string? ServiceUrl { get; set; }

    public string? ChannelId { get; set; }

    public ConversationAccount? Conversation { get; set; }

    public ChannelAccount? User { get; set; }

    public ChannelAccount? Agent { get; set; }
}

internal sealed class ChannelAccount
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}

internal sealed class ConversationAccount
{
    public string? Id { get; set; }
}

internal sealed class Attachment
{
    public string? ContentType { get; set; }

    public string? ContentUrl { get; set; }

    public object? Content { get; set; }

    public string? Name { get; set; }
}

internal sealed class SuggestedActions
{
    public IList<CardAction>? Actions { get; set; }
}

internal sealed class CardAction
{
    public string? Type { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? DisplayText { get; set; }

    public object? Value { get; set; }
}

internal sealed class HeroCard
{
    public string? Title { get; set; }

    public string? Subtitle { get; set; }

    public string? Text { get; set; }

    public IList<CardImage>? Images { get; set; }

    public IList<CardAction>? Buttons { get; set; }

    public CardAction? Tap { get; set; }
}

internal sealed class CardImage
{
    public string? Url { get; set; }
}
