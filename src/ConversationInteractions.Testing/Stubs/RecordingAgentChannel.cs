using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>An agent's side that takes everything and remembers it, each key once.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RecordingAgentChannel : IAgentChannel
{
    private readonly Lock _lock = new();
    private readonly List<AgentBoundMessage> _messages = [];
    private readonly HashSet<string> _had = new(StringComparer.Ordinal);

    /// <summary>What was handed over so far, in order.</summary>
    public IReadOnlyList<AgentBoundMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages];
            }
        }
    }

    internal Action<AgentBoundMessage>? Heard { get; set; }

    /// <inheritdoc/>
    public ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_had.Add(message.Key))
            {
                return ValueTask.CompletedTask;
            }

            _messages.Add(message);
        }

        Heard?.Invoke(message);
        return ValueTask.CompletedTask;
    }
}
