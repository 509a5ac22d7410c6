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

    /// <summary>The script of a starter ran.</summary>
    StarterProcessed,

    /// <summary>The script at the start of a session ran.</summary>
    SessionStarted,
}
