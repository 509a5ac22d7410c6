using System.Collections.Concurrent;
using System.Diagnostics;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>The consumers' side: keeps what comes as it comes, and lets a test wait for it.</summary>
internal sealed class Consumers : IMessageChannel
{
    private readonly ConcurrentQueue<(string Conversation, OutgoingMessage Message)> _messages = new();
    private readonly News _news = new();

    /// <summary>What happens when a message comes; it may throw.</summary>
    public Func<OutgoingMessage, DeliveryResult>? OnMessage { get; set; }

    public ConcurrentQueue<(string Conversation, bool Survey)> Closed { get; } = new();

    /// <summary>What was traced when messages came.</summary>
    public ConcurrentQueue<ActivityTraceId> Traces { get; } = new();

    public IReadOnlyList<string> Transcript(string conversation) => [.. _messages.Where(m => m.Conversation == conversation).Select(m => m.Message.Text)];

    public int Count => _messages.Count;

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        DeliveryResult result = OnMessage?.Invoke(message) ?? DeliveryResult.Accepted;
        if (!result.IsRefused)
        {
            Traces.Enqueue(Activity.Current?.TraceId ?? default);
            _messages.Enqueue((conversationId, message));
            _news.Tell();
        }

        return ValueTask.FromResult(result);
    }

    public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken)
    {
        Closed.Enqueue((conversationId, survey));
        _news.Tell();
        return ValueTask.CompletedTask;
    }

    public Task WaitAsync(Func<bool> isSo, string what) => _news.WaitAsync(isSo, what, () => $" Had: {string.Join(", ", _messages.Select(m => $"{m.Conversation} {m.Message.Sequence}"))}.");
}
