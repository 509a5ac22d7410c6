using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>What the runtime logs. Never what people say.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Warning, "No escalation transport is registered: every transfer will be rejected. Register one, or remove the escalations of bot {Bot}.")]
    public static partial void NoTransport(ILogger logger, string bot);

    [LoggerMessage(21, LogLevel.Warning, "{Warning}")]
    public static partial void BotWarning(ILogger logger, string warning);

    [LoggerMessage(2, LogLevel.Information, "Conversation {ConversationId}: {Code} at {Place}")]
    public static partial void Traced(ILogger logger, string conversationId, string code, string? place);

    [LoggerMessage(3, LogLevel.Warning, "Conversation {ConversationId}: {Effect} could not be performed (attempt {Attempt}); it will be tried again")]
    public static partial void NotPerformed(ILogger logger, Exception? problem, string conversationId, string effect, int attempt);

    [LoggerMessage(4, LogLevel.Error, "Conversation {ConversationId}: integration {Integration} threw; this counts as a failed call. Clients should return an outcome")]
    public static partial void CallThrew(ILogger logger, Exception problem, string conversationId, string integration);

    [LoggerMessage(5, LogLevel.Error, "Conversation {ConversationId}: {Port} threw; the conversation goes on without it")]
    public static partial void PortThrew(ILogger logger, Exception problem, string conversationId, string port);

    [LoggerMessage(6, LogLevel.Warning, "Conversation {ConversationId}: the channel refused message {Sequence} for good: {Reason}")]
    public static partial void MessageRefused(ILogger logger, string conversationId, long sequence, string? reason);

    [LoggerMessage(7, LogLevel.Error, "The sweep failed; it goes on in {Interval}")]
    public static partial void SweepFailed(ILogger logger, Exception problem, TimeSpan interval);

    [LoggerMessage(8, LogLevel.Error, "Conversation {ConversationId}: unfinished work could not be taken up; the next sweep tries again")]
    public static partial void WorkFailed(ILogger logger, Exception problem, string conversationId);

    [LoggerMessage(14, LogLevel.Warning, "Conversation {ConversationId}: transfer {TransferId} had ended before it could be requested; it is not requested any more")]
    public static partial void TransferGivenUp(ILogger logger, string conversationId, string transferId);

    [LoggerMessage(15, LogLevel.Error, "Conversation {ConversationId}: a message of the consumer could not be handed to the agent's side, whose transfer {TransferId} has ended; the log keeps it")]
    public static partial void NotForwarded(ILogger logger, Exception problem, string conversationId, string transferId);

    [LoggerMessage(9, LogLevel.Debug, "Conversation {ConversationId}: {EventKind} handled, {Messages} messages, owner {Owner}")]
    public static partial void Handled(ILogger logger, string conversationId, string eventKind, long messages, string owner);

    [LoggerMessage(10, LogLevel.Error, "Staged files could not be looked through for orphans; this is tried again in {Interval}")]
    public static partial void OrphansFailed(ILogger logger, Exception problem, TimeSpan interval);

    [LoggerMessage(11, LogLevel.Information, "Conversation {ConversationId}: a staged file that it does not name any more was deleted")]
    public static partial void OrphanDeleted(ILogger logger, string conversationId);

    [LoggerMessage(19, LogLevel.Error, "Conversation {ConversationId}: {Steps} steps could not be written to the journal and are missing in it; the conversation goes on")]
    public static partial void JournalFailed(ILogger logger, Exception problem, string conversationId, int steps);

    [LoggerMessage(20, LogLevel.Error, "RuntimeOptions.Redactor threw; the text it was given is masked as a whole")]
    public static partial void RedactorThrew(ILogger logger, Exception problem);

    [LoggerMessage(16, LogLevel.Information, "{Count} conversations that had been silent for {Period} were deleted")]
    public static partial void IdleDeleted(ILogger logger, int count, TimeSpan period);

    [LoggerMessage(17, LogLevel.Error, "Silent conversations or shared values that have outlived their time could not be deleted; this is tried again in {Interval}")]
    public static partial void IdleFailed(ILogger logger, Exception problem, TimeSpan interval);

    [LoggerMessage(21, LogLevel.Warning, "Conversation {ConversationId}: the store did not answer a commit; whether it stands is looked up")]
    public static partial void CommitUnanswered(ILogger logger, Exception problem, string conversationId);

    [LoggerMessage(18, LogLevel.Warning, "Conversation {ConversationId}: the lease for {Kind} ran out and another process has it; what is under way here may be done there again, with the same key")]
    public static partial void LeaseLost(ILogger logger, string conversationId, LeaseKind kind);
}
