using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.EntityFrameworkCore.Tests.Runtime;

/// <summary>The consumer's side, which outlives processes: keeps what comes, and drops a number that it has had.</summary>
internal sealed class KeptChannel : IMessageChannel
{
    private readonly ConcurrentDictionary<string, SortedDictionary<long, string>> _transcripts = new(StringComparer.Ordinal);

    /// <summary>What happens when a message comes; it may throw.</summary>
    public Action<OutgoingMessage>? OnMessage { get; set; }

    public IReadOnlyList<string> Transcript(string conversationId) =>
        _transcripts.TryGetValue(conversationId, out SortedDictionary<long, string>? kept) ? [.. kept.Select(m => $"{m.Key} {m.Value}")] : [];

    public ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        OnMessage?.Invoke(message);
        SortedDictionary<long, string> kept = _transcripts.GetOrAdd(conversationId, _ => []);
        lock (kept)
        {
            Assert.That(kept.TryGetValue(message.Sequence, out string? had) ? message.Text == had : message.Sequence == kept.Count + 1, "numbers come in order, and a repeat is the same message");
            kept[message.Sequence] = message.Text;
        }

        return ValueTask.FromResult(DeliveryResult.Accepted);
    }
}
