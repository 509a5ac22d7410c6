namespace ConversationInteractions.Interpretation;

/// <summary>An upload that has not ended. Its texts were rendered when it began (C6).</summary>
public sealed record PendingUpload
{
    /// <summary>Its id: the key of its <see cref="StartUpload"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The bot that asked for the file.</summary>
    public required string Bot { get; init; }

    /// <summary>The session in which it began.</summary>
    public required int Session { get; init; }

    /// <summary>The file integration.</summary>
    public required string Integration { get; init; }

    /// <summary>What is said when the file was stored; <see langword="null"/> for nothing.</summary>
    public string? SuccessMessage { get; init; }

    /// <summary>What is said when it was not; <see langword="null"/> for nothing.</summary>
    public string? FailureMessage { get; init; }
}
