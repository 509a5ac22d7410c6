using Microsoft.Extensions.Logging;

namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>What is logged about the broker. Never what people say: exceptions of hosts' ports are given to it by <see cref="RabbitMqOptions.InLogs"/>.</summary>
internal static partial class BrokerLog
{
    [LoggerMessage(1, LogLevel.Warning, "The broker is away; it is tried again in {Pause}")]
    public static partial void Away(ILogger logger, Exception? problem, TimeSpan pause);

    [LoggerMessage(2, LogLevel.Information, "Worker {Worker} takes events from {Partitions} partitions, together with {Others} other workers")]
    public static partial void Working(ILogger logger, string worker, int partitions, int others);

    [LoggerMessage(3, LogLevel.Information, "Worker {Worker} leaves partition {Partition} to {Other}")]
    public static partial void Leaves(ILogger logger, string worker, int partition, string other);

    [LoggerMessage(4, LogLevel.Warning, "Conversation {ConversationId}: event {EventId} could not be handled (attempt {Attempt}); it is tried again")]
    public static partial void NotHandled(ILogger logger, Exception problem, string conversationId, string? eventId, int attempt);

    [LoggerMessage(5, LogLevel.Error, "Conversation {ConversationId}: event {EventId} was set aside ({Cause}); the whole reason stands in its dead letter")]
    public static partial void SetAside(ILogger logger, string conversationId, string? eventId, string cause);

    [LoggerMessage(6, LogLevel.Warning, "The store takes no commits; events wait")]
    public static partial void StoreAway(ILogger logger, Exception problem);

    [LoggerMessage(7, LogLevel.Warning, "Conversation {ConversationId}: message {Sequence} could not be handed on (attempt {Attempt}); it is tried again")]
    public static partial void NotHandedOn(ILogger logger, Exception problem, string conversationId, long sequence, int attempt);

    [LoggerMessage(8, LogLevel.Warning, "Event {EventId} of conversation {ConversationId} is not taken by the broker yet; it is tried again")]
    public static partial void NotTaken(ILogger logger, Exception problem, string conversationId, string eventId);

    [LoggerMessage(9, LogLevel.Error, "Conversation {ConversationId}: a message cannot be read and is set aside. Update the library in this process, and move the message back")]
    public static partial void NotReadable(ILogger logger, Exception problem, string conversationId);

    [LoggerMessage(10, LogLevel.Warning, "Conversation {ConversationId}: the channel refused message {Sequence} for good: {Reason}")]
    public static partial void Refused(ILogger logger, string conversationId, long sequence, string? reason);

    [LoggerMessage(11, LogLevel.Error, "Conversation {ConversationId}: message {Sequence} could not be handed on in {Tries} tries and was set aside; those behind it go on")]
    public static partial void MessageSetAside(ILogger logger, string conversationId, long sequence, int tries);

    [LoggerMessage(12, LogLevel.Information, "Conversation {ConversationId}: message {Sequence} came again and was dropped")]
    public static partial void Dropped(ILogger logger, string conversationId, long sequence);

    [LoggerMessage(13, LogLevel.Warning, "Conversation {ConversationId}: event {EventId} came back {Returns} times; it is tried alone")]
    public static partial void TriedAlone(ILogger logger, string conversationId, string? eventId, int returns);
}
