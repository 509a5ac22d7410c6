using ConversationInteractions.Model;

namespace ConversationInteractions.Integrations;

/// <summary>What came of one attempt of a call.</summary>
/// <param name="Result">The result, were it the last attempt.</param>
internal readonly record struct AttemptResult(CallResult Result)
{
    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The body; empty where it was not read.</summary>
    public string? Body { get; init; }

    /// <summary>Why it did not succeed.</summary>
    public string? Reason { get; init; }

    /// <summary>The exception behind the reason, for the log.</summary>
    public Exception? Exception { get; init; }

    /// <summary>How long to wait before another attempt; <see langword="null"/> where this was the last one.</summary>
    public TimeSpan? Wait { get; init; }
}
