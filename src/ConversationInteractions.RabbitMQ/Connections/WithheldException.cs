namespace ConversationInteractions.RabbitMQ.Connections;

/// <summary>Stands in logs for an exception whose message may hold what a consumer said: types and stack traces are kept.</summary>
internal sealed class WithheldException(Exception original) : Exception(MessageOf(original), original.InnerException is { } inner ? new WithheldException(inner) : null)
{
    public override string? StackTrace => original.StackTrace;

    public override string ToString() =>
        $"{Message}{(InnerException is null ? "" : $"{Environment.NewLine} ---> {InnerException}{Environment.NewLine}   --- End of inner exception stack trace ---")}{Environment.NewLine}{StackTrace}";

    private static string MessageOf(Exception original) => $"{original.GetType()}: (message withheld; {nameof(RabbitMqOptions)}.{nameof(RabbitMqOptions.ReasonsInLogs)} shows it)";
}
