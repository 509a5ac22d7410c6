using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>What a turn waits for, and where it goes on.</summary>
public sealed record TurnContinuation
{
    /// <summary>Where the turn goes on.</summary>
    public required ResumePoint Point { get; init; }

    /// <summary>The key of the effect whose result is awaited.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the text that waits was handed over by another bot (C16).</summary>
    public bool Handed { get; init; }

    /// <summary>The text that waits for its intents, or for the script at the start of a session.</summary>
    public string? Text { get; init; }

    /// <summary>What began the session whose script is awaited.</summary>
    public SessionOpening Opening { get; init; }

    /// <summary>The file that began the session, or that waits for the script before its call.</summary>
    public StagedFile? File { get; init; }

    /// <summary>The intent that another bot handed over with the text.</summary>
    public string? Intent { get; init; }

    /// <summary>The rule that holds, by its position; -1 for none.</summary>
    public int Rule { get; init; } = -1;

    /// <summary>The interaction that a script wants to go to next.</summary>
    public string? Trigger { get; init; }

    /// <summary>The delay that a script wants.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The choices that scripts add to the message.</summary>
    public ValueList<OutgoingChoice> Choices { get; init; } = [];

    /// <summary>The outcome of the call that a script looks at.</summary>
    public CallOutcome? Outcome { get; init; }

    /// <summary>What was prepared before the script; <see langword="null"/> where nothing was, as in states of earlier versions: then it is prepared afterwards.</summary>
    public PreparedContent? Prepared { get; init; }
}

/// <summary>Where a turn goes on when what it waits for has come.</summary>
public enum ResumePoint
{
    /// <summary>The call was answered.</summary>
    Called,

    /// <summary>The intents of the consumer's message are known.</summary>
    Recognized,

    /// <summary>The script before an interaction ran.</summary>
    PreProcessed,

    /// <summary>The script after an interaction ran.</summary>
    PostProcessed,

    /// <summary>The script on an answer ran.</summary>
    ResponseProcessed,

    /// <summary>The script on a raw result ran.</summary>
    Transformed,

    /// <summary>The script at the start of a session ran.</summary>
    SessionStarted,

    /// <summary>The script before the call of a file integration ran.</summary>
    FilePreProcessed,

    /// <summary>The script on the outcome of an upload ran.</summary>
    UploadTransformed,
}

/// <summary>What began a session.</summary>
public enum SessionOpening
{
    /// <summary>A message of the consumer.</summary>
    Message,

    /// <summary>A message of the consumer that is longer than the bot's limit (C31).</summary>
    LongMessage,

    /// <summary>A file.</summary>
    File,

    /// <summary>An event of the host.</summary>
    HostEvent,

    /// <summary>Another bot handed the conversation over (C16).</summary>
    Arrival,
}
