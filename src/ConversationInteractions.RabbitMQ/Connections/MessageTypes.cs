namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>What messages are, in the AMQP property <c>type</c>.</summary>
internal static class MessageTypes
{
    public const string Event = "conversation.event";
    public const string Message = "conversation.message";
    public const string Closed = "conversation.closed";
    public const string Report = "conversation.report";
    public const string Barrier = "conversation.barrier";
    public const string Json = "application/json";
}
