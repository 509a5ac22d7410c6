using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class CollectedLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly News _news = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Waits until a line is logged that holds a text.</summary>
    public Task WaitAsync(string text) => _news.WaitAsync(() => _lines.Any(l => l.Contains(text, StringComparison.Ordinal)), $"'{text}' is logged");

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
        _news.Tell();
    }

    public void Dispose()
    {
    }
}
