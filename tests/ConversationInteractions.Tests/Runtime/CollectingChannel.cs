using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Keeps what each consumer got, in the order it came.</summary>
internal sealed class CollectingChannel : IMessageChannel
{
    private readonly ConcurrentDictionary<string, List<OutgoingMessage>> _sent = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Texts(string conversationId) => [.. Messages(conversationId).Select(m => m.Text)];

    public IReadOnlyList<OutgoingMessage> Messages(string conversationId) => _sent.GetValueOrDefault(conversationId) ?? [];

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        _sent.GetOrAdd(conversationId, static _ => []).Add(message);
        return ValueTask.FromResult(DeliveryResult.Accepted);
    }
}
