using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Soak;

namespace Cluster.Load;

/// <summary>The channel at the consumers' end: keeps what comes, and tells who waits for an answer.</summary>
internal sealed class ConsumerSide : IMessageChannel
{
    private readonly ConcurrentDictionary<string, Awaited> _awaited = new(StringComparer.Ordinal);

    public Transcripts Transcripts { get; } = new();

    /// <summary>Waits until a conversation has heard so many messages.</summary>
    public Task WhenHeardAsync(string conversationId, int messages)
    {
        Awaited awaited = new(messages);
        _awaited[conversationId] = awaited;
        Tell(conversationId);
        return awaited.Heard.Task;
    }

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        Transcripts.Add(conversationId, message.Sequence, message.Text);
        Tell(conversationId);
        return ValueTask.FromResult(DeliveryResult.Accepted);
    }

    private void Tell(string conversationId)
    {
        if (_awaited.TryGetValue(conversationId, out Awaited? awaited) && Transcripts.Of(conversationId).Count >= awaited.Messages)
        {
            awaited.Heard.TrySetResult();
        }
    }

    private sealed record Awaited(int Messages)
    {
        public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
