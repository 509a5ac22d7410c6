using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>All that a conversation needs to go on later. Names, never positions in memory, so that it survives a deployment (B10).</summary>
/// <remarks>Immutable once a step has returned it, and equal by value. Its JSON form is read and written by <see cref="ConversationStateJson"/>.</remarks>
public sealed record ConversationState
{
    internal ConversationState()
    {
    }

    /// <summary>The conversation's id. Not part of the JSON form: the store knows it.</summary>
    public string ConversationId { get; internal set; } = "";

    /// <summary>The bot the conversation was opened with, which new sessions run in (C6).</summary>
    public string FirstBot { get; internal set; } = "";

    /// <summary>The bot that has the conversation now.</summary>
    public string Bot { get; internal set; } = "";

    /// <summary>The hash of the definition that made this state; <see langword="null"/> before the first step.</summary>
    public string? DefinitionHash { get; internal set; }

    /// <summary>The channel, if the host named one.</summary>
    public string? Channel { get; internal set; }

    /// <summary>Whether the channel shows text only, so that choices are picked by number or letter (C4).</summary>
    public bool TextOnly { get; internal set; }

    /// <summary>The consumer, if the host named one.</summary>
    public string? UserId { get; internal set; }

    /// <summary>Facts that the host knows about the conversation.</summary>
    public JsonText? Attributes { get; internal set; }

    /// <summary>Who answers the consumer.</summary>
    public ConversationOwner Owner { get; internal set; }

    /// <summary>The number of the session; 0 before the first.</summary>
    public int Session { get; internal set; }

    /// <summary>When the idle time of the session began (C6).</summary>
    public DateTimeOffset LastActivity { get; internal set; }

    /// <summary>The number of the last message to the consumer (B4).</summary>
    public long LastSequence { get; internal set; }

    /// <summary>The position of the last entry in the outbox.</summary>
    public long LastOutboxPosition { get; internal set; }

    /// <summary>The number of the last entry in the log.</summary>
    public long LastLogNumber { get; internal set; }

    /// <summary>The consumer's last message to the bot (C5).</summary>
    public string UserMessage { get; internal set; } = "";

    /// <summary>The value of the choice that was tapped last.</summary>
    public string? Payload { get; internal set; }

    /// <summary>The intent of the latest starter match; none if that was by pattern (C36).</summary>
    public string? StarterIntent { get; internal set; }

    /// <summary>How many interactions ran since the consumer spoke last (C8).</summary>
    public int InteractionsRun { get; internal set; }

    /// <summary>How many transfers failed in a row (A2).</summary>
    public int EscalationFailures { get; internal set; }

    /// <summary>The dialogs that are not finished, the running one last.</summary>
    public ValueList<DialogFrame> Stack { get; internal set; } = [];

    /// <summary>Session variables.</summary>
    public ValueMap<Value> Variables { get; internal set; } = [];

    /// <summary>Variables of the message that is being answered.</summary>
    public ValueMap<Value> RequestVariables { get; internal set; } = [];

    /// <summary>What the integrations answered last, the latest last (C26).</summary>
    public ValueList<CallRecord> Calls { get; internal set; } = [];

    /// <summary>The transfer that is pending or whose agent has the conversation.</summary>
    public PendingTransfer? Transfer { get; internal set; }

    /// <summary>Uploads that have not ended.</summary>
    public ValueList<PendingUpload> Uploads { get; internal set; } = [];

    /// <summary>Events that wait until the conversation is back with the bot (C23, C24).</summary>
    public ValueList<DeferredEvent> Deferred { get; internal set; } = [];

    /// <summary>What the turn waits for, if it has not come to rest.</summary>
    public TurnContinuation? Continuation { get; internal set; }

    /// <summary>The safe name of the latest file.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The type of the latest file.</summary>
    public string? FileType { get; internal set; }

    /// <summary>The intent that a script wants to hand over (A30).</summary>
    public string? TransferIntent { get; internal set; }

    /// <summary>The message that a script wants to hand over (A30).</summary>
    public string? TransferMessage { get; internal set; }

    /// <summary>Values that sensitive variables have held and hold no more, in any session and bot: what was said is searched for them. The oldest are dropped after 64 values or 16,384 characters.</summary>
    public ValueList<string> SensitiveValues { get; internal set; } = [];

    /// <summary>Entries of the log up to this number may hold sensitive values that have been dropped; transcripts withhold their texts. 0 for none.</summary>
    public long WithheldUpTo { get; internal set; }

    /// <summary>When the next timer is due, if one runs.</summary>
    public DateTimeOffset? DueAt => Owner == ConversationOwner.Pending ? Transfer?.Deadline : null;

    /// <summary>The state of a conversation that has not begun.</summary>
    /// <param name="conversationId">Its id.</param>
    /// <param name="bot">The bot that has it first.</param>
    /// <param name="channel">The channel, if the host names one.</param>
    /// <param name="textOnly">Whether the channel shows text only, so that choices are picked by number or letter (C4).</param>
    /// <param name="userId">The consumer, if the host names one.</param>
    /// <param name="attributes">Facts that the host knows about the conversation.</param>
    public static ConversationState New(
        string conversationId, string bot, string? channel = null, bool textOnly = false, string? userId = null, JsonText? attributes = null) =>
        new()
        {
            ConversationId = conversationId,
            FirstBot = bot,
            Bot = bot,
            Channel = channel,
            TextOnly = textOnly,
            UserId = userId,
            Attributes = attributes,
        };

    /// <summary>This state with another time until which the transfer that is pending may stay unanswered.</summary>
    /// <param name="deadline">The time.</param>
    /// <exception cref="InvalidOperationException">No transfer is pending.</exception>
    public ConversationState WithTransferDeadline(DateTimeOffset deadline) => Transfer is { } pending
        ? this with { Transfer = pending with { Deadline = deadline } }
        : throw new InvalidOperationException("No transfer is pending.");
}
