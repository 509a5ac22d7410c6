using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Integrations;

/// <summary>Remembers what was logged.</summary>
internal sealed class RecordedLogs : ILogger<HttpIntegrationClient>, ILogger<IntegrationDispatcher>
{
    public List<(LogLevel Level, string Text)> Lines { get; } = [];

    public List<Exception> Exceptions { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Add((logLevel, formatter(state, exception)));
        if (exception is not null)
        {
            Exceptions.Add(exception);
        }
    }
}
