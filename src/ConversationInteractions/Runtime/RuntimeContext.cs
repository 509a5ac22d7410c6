using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>What the parts of a runtime share.</summary>
internal sealed class RuntimeContext
{
    public RuntimeContext(RuntimePorts ports, ILogger log, CancellationToken stopping)
    {
        HasSensitive = ports.HasSensitive;
        Ports = ports;
        Log = log;
        Stopping = stopping;
        Leases = new HeldLeases(this);
        Journal = ports.Journal is null ? null : new JournalTurns(this, ports.Journal);
    }

    /// <summary>Whether any hosted bot has sensitive variables.</summary>
    public bool HasSensitive { get; }

    /// <summary>What is on its way to the journal; nothing without one.</summary>
    public JournalTurns? Journal { get; }

    public RuntimePorts Ports { get; }

    public ILogger Log { get; }

    /// <summary>Cancelled when the runtime stops; nothing is committed afterwards.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Makes ids for events without one, and tells this runtime from others.</summary>
    public FreshIds Ids { get; } = new();

    /// <summary>The leases of what is under way.</summary>
    public HeldLeases Leases { get; }

    /// <summary>Write the states that are committed.</summary>
    public StateWriters States { get; } = new();

    public required string ProcessName { get; init; }

    public ActivityCount Activity { get; } = new();

    public DateTimeOffset Now => Ports.Time.GetUtcNow();

    /// <summary>What texts of a conversation become before they leave it.</summary>
    public ConversationTexts TextsOf(ConversationState state) =>
        new(HasSensitive || state.SensitiveValues.Count > 0 ? Redaction.Of(Ports.Programs, state) : Redaction.None, Ports.Options.Redactor, Log);

    public void Performed(string conversationId, ConversationEffect effect, string? problem = null)
    {
        for (int i = 0; i < Ports.Observers.Count; i++)
        {
            Ports.Observers[i].OnPerformed(conversationId, effect, problem);
        }
    }
}
