namespace ConversationInteractions.Interpretation;

/// <summary>The codes of trace events. Never renamed.</summary>
public static class TraceCodes
{
    /// <summary>Too many interactions ran without the consumer (B9).</summary>
    public const string LoopCut = "loop-cut";

    /// <summary>A reference has no value (A10).</summary>
    public const string ReferenceUnresolved = "reference-unresolved";

    /// <summary>A skill id is not a number (A20).</summary>
    public const string SkillNotNumeric = "skill-not-numeric";

    /// <summary>A call failed.</summary>
    public const string CallFailed = "call-failed";

    /// <summary>Nobody knows whether a call took effect (B5).</summary>
    public const string CallUnknown = "call-unknown";

    /// <summary>A file was refused, or its upload failed.</summary>
    public const string FileRefused = "file-refused";

    /// <summary>The place where the conversation waited is gone after a deployment (B10).</summary>
    public const string PlaceLost = "place-lost";

    /// <summary>A jump names an interaction that does not exist (C34).</summary>
    public const string TriggerUnknown = "trigger-unknown";

    /// <summary>A script failed.</summary>
    public const string ScriptError = "script-error";

    /// <summary>A script called a function that is not supported, or there is no script engine.</summary>
    public const string ScriptUnsupported = "script-unsupported";

    /// <summary>An event with that id was handled before (C7).</summary>
    public const string EventDuplicate = "event-duplicate";

    /// <summary>The consumer typed a text that only the system may raise (B1).</summary>
    public const string TextReserved = "text-reserved";

    /// <summary>A message is longer than the bot's limit (C31).</summary>
    public const string MessageTooLong = "message-too-long";

    /// <summary>A limit of the host kept something out or cut it: a text, a variable or an event that would have had to wait.</summary>
    public const string LimitReached = "limit-reached";

    /// <summary>No starter catches a system event (C24).</summary>
    public const string EventUnmatched = "event-unmatched";

    /// <summary>An event was put off until the conversation is back with the bot (C23).</summary>
    public const string EventDeferred = "event-deferred";

    /// <summary>A new session began.</summary>
    public const string SessionStarted = "session-started";

    /// <summary>A starter matched.</summary>
    public const string StarterMatched = "starter-matched";

    /// <summary>A rule holds.</summary>
    public const string RuleMatched = "rule-matched";

    /// <summary>A rule does not hold.</summary>
    public const string RuleRejected = "rule-rejected";

    /// <summary>Nothing fits; the fallback answers.</summary>
    public const string Fallback = "fallback";

    /// <summary>An interaction runs.</summary>
    public const string Interaction = "interaction";

    /// <summary>A dialog was resumed.</summary>
    public const string DialogResumed = "dialog-resumed";

    /// <summary>A variable was stored.</summary>
    public const string VariableStored = "variable-stored";

    /// <summary>A transfer was requested, answered or ended.</summary>
    public const string Transfer = "transfer";

    /// <summary>An upload began or ended.</summary>
    public const string Upload = "upload";

    /// <summary>A script printed something or logged an event of its own.</summary>
    public const string ScriptPrinted = "script-printed";

    /// <summary>A journal could not keep the steps of a turn. In logs and metrics only.</summary>
    public const string JournalFailed = "journal-failed";

    /// <summary>A channel refused a message for good.</summary>
    public const string MessageRefused = "message-refused";
}
