using System.Text.Json.Nodes;

namespace ConversationInteractions.Runtime;

/// <summary>Something that a host tells a conversation. Closed: its kinds are the sealed records beside it.</summary>
public abstract record InboundEvent
{
    private protected InboundEvent()
    {
    }

    /// <summary>The id by which a repeated delivery is recognised (B3, C7); without one the event gets a fresh id and its repeats cannot be recognised.</summary>
    public string? Id { get; init; }

    /// <summary>What a conversation needs to know when this is its first event; ignored later.</summary>
    public ConversationStart? Start { get; init; }
}

/// <summary>What a conversation needs to know when it begins.</summary>
public sealed record ConversationStart
{
    /// <summary>The bot that has the conversation first; the first hosted bot without it.</summary>
    public string? Bot { get; init; }

    /// <summary>The channel, such as <c>web</c> or <c>sms</c>; read as <c>{$channel}</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>Whether the channel shows text only, so that choices are picked by number or letter (C4); by the channel's name without it.</summary>
    public bool? TextOnly { get; init; }

    /// <summary>The consumer, for the context store.</summary>
    public string? UserId { get; init; }

    /// <summary>Facts that the host knows about the conversation; scripts of imported bots read them.</summary>
    public JsonObject? Attributes { get; init; }
}

/// <summary>The consumer said something or tapped a choice.</summary>
/// <param name="Text">What was said; the label of a tapped choice.</param>
public sealed record UserMessage(string Text) : InboundEvent
{
    /// <summary>The value of a tapped choice.</summary>
    public string? Payload { get; init; }
}

/// <summary>The consumer hands in a file.</summary>
/// <param name="Content">The bytes; read once, as they come, and never held whole in memory. The caller closes it.</param>
/// <param name="Name">The name as the consumer's device gave it.</param>
public sealed record UserFile(Stream Content, string Name) : InboundEvent
{
    /// <summary>The declared media type, if known.</summary>
    public string? MediaType { get; init; }

    /// <summary>The declared length, if known. Only a hint.</summary>
    public long? Length { get; init; }
}

/// <summary>
/// The consumer handed in a file whose bytes wait in the upload staging already: what a front publishes to worker nodes, made by
/// <see cref="UploadStagingExtensions.StageAsync"/>. A repeat names the same bytes, so nobody deletes them where it is a duplicate.
/// </summary>
/// <param name="File">The staged file.</param>
public sealed record StagedUserFile(Interpretation.StagedFile File) : InboundEvent;

/// <summary>The host tells the bot something that is not the consumer's (B1); matched against the starters as its text. Never pass on what a consumer wrote.</summary>
/// <param name="Name">The host's name for it, for traces.</param>
/// <param name="Text">What the starters are matched against.</param>
public sealed record HostEvent(string Name, string Text) : InboundEvent;

/// <summary>The host closes the conversation, without survey (C38).</summary>
public sealed record CloseRequest : InboundEvent;

/// <summary>The host reports what became of a transfer.</summary>
/// <param name="TransferId">The transfer, as in its request. A report about a superseded transfer is refused and changes nothing.</param>
/// <param name="Kind">What happened.</param>
public sealed record TransferUpdate(string TransferId, TransferUpdateKind Kind) : InboundEvent
{
    /// <summary>The agent's words, or why the transfer failed.</summary>
    public string? Text { get; init; }
}

/// <summary>What may become of a transfer.</summary>
public enum TransferUpdateKind
{
    /// <summary>It was offered to an agent who has not answered yet.</summary>
    Offered,

    /// <summary>An agent has the conversation now.</summary>
    Connected,

    /// <summary>It failed later.</summary>
    Failed,

    /// <summary>The agent declined: a failure.</summary>
    Declined,

    /// <summary>The agent left without returning the conversation: a failure.</summary>
    Left,

    /// <summary>The agent said something to the consumer.</summary>
    Said,

    /// <summary>The agent gives the conversation back to the bot.</summary>
    Returned,

    /// <summary>The agent closes the conversation, without survey.</summary>
    Closed,
}
