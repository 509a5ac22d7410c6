namespace ConversationInteractions.Interpretation;

/// <summary>An event that waits until the conversation is back with the bot: a host event or the outcome of an upload (C23, C24).</summary>
public sealed record DeferredEvent
{
    /// <summary>The event's id.</summary>
    public required string Id { get; init; }

    /// <summary>The host's name of a host event.</summary>
    public string? Name { get; init; }

    /// <summary>The text of a host event.</summary>
    public string? Text { get; init; }

    /// <summary>The upload whose outcome it is.</summary>
    public string? UploadId { get; init; }

    /// <summary>Whether the file was stored.</summary>
    public bool Stored { get; init; }

    /// <summary>The HTTP status of the upload.</summary>
    public int? Status { get; init; }
}
