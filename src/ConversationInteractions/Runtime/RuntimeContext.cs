using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>What the parts of a runtime share.</summary>
internal sealed class RuntimeContext(RuntimePorts ports, ILogger log, CancellationToken stopping)
{
    public RuntimePorts Ports { get; } = ports;

    public ILogger Log { get; } = log;

    /// <summary>Cancelled when the runtime stops; nothing is committed afterwards.</summary>
    public CancellationToken Stopping { get; } = stopping;

    public required string ProcessName { get; init; }

    public ActivityCount Activity { get; } = new();

    public DateTimeOffset Now => Ports.Time.GetUtcNow();

    public void Performed(string conversationId, ConversationEffect effect, string? problem = null)
    {
        foreach (IConversationObserver observer in Ports.Observers)
        {
            observer.OnPerformed(conversationId, effect, problem);
        }
    }
}
