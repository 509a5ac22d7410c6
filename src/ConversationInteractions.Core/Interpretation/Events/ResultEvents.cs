using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>An integration call ended.</summary>
public sealed record IntegrationCompleted : ConversationEvent
{
    /// <summary>How it ended.</summary>
    public required CallOutcome Outcome { get; init; }
}

/// <summary>How a call ended and what it answered.</summary>
public sealed record CallOutcome
{
    /// <summary>The result that rules ask for (B5).</summary>
    public required CallResult Result { get; init; }

    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? Status { get; init; }

    /// <summary>The body as text; empty without one.</summary>
    public string Body { get; init; } = "";

    /// <summary>How many attempts were made, counting the first; 0 for a call that was never made (C33).</summary>
    public int Attempts { get; init; }

    /// <summary>Why it did not succeed, for traces. Holds no values of the conversation.</summary>
    public string? Reason { get; init; }
}

/// <summary>The intents of the consumer's message are known.</summary>
public sealed record IntentsRecognized : ConversationEvent
{
    /// <summary>The intents found, in any order; empty where there are none.</summary>
    public required ValueList<RecognizedIntent> Intents { get; init; }
}

/// <summary>An intent that a recogniser found.</summary>
/// <param name="Name">The name that starters and rules use.</param>
/// <param name="Score">How sure the recogniser is, 0 to 1.</param>
/// <param name="DisplayName">What a disambiguation question shows; the name without it.</param>
public sealed record RecognizedIntent(string Name, double Score, string? DisplayName = null);

/// <summary>A script ended.</summary>
public sealed record ScriptCompleted : ConversationEvent
{
    /// <summary>What it wants changed and said.</summary>
    public required ScriptOutcome Outcome { get; init; }
}

/// <summary>An upload ended.</summary>
public sealed record UploadCompleted : ConversationEvent
{
    /// <summary>The upload, as in its <see cref="StartUpload"/>.</summary>
    public required string UploadId { get; init; }

    /// <summary>Whether the share stored the file.</summary>
    public required bool Stored { get; init; }

    /// <summary>The HTTP status, where the share speaks HTTP (A27).</summary>
    public int? Status { get; init; }

    /// <summary>Why it was not stored, for traces.</summary>
    public string? Reason { get; init; }
}

/// <summary>A timer of the conversation is due. Which one is judged by the arrival time.</summary>
public sealed record TimerElapsed : ConversationEvent;
