using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>Logs exceptions without their messages: where bots have sensitive variables, what a port puts into an exception may be the value of one.</summary>
internal sealed class WithholdingLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        inner.Log(logLevel, eventId, state, exception is null ? null : new WithheldException(exception, ", because a hosted bot has sensitive variables"), formatter);
}
