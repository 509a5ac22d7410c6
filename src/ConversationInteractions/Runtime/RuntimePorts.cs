using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Runtime;

/// <summary>What a runtime is made of: the bots it hosts and the ports it works through. Only the bots and the channel have no default.</summary>
public sealed record RuntimePorts
{
    /// <summary>The bots and the skills that stand for them.</summary>
    public required ProgramCatalog Programs { get; init; }

    /// <summary>Carries messages to the consumer.</summary>
    public required IMessageChannel Channel { get; init; }

    /// <summary>Keeps conversations; in memory by default.</summary>
    public IConversationStore Store { get; init; } = new InMemoryConversationStore();

    /// <summary>Makes integration calls; without it every call fails.</summary>
    public IIntegrationClient? Integrations { get; init; }

    /// <summary>Hands conversations to agents; without it every transfer is rejected.</summary>
    public IEscalationTransport? Transport { get; init; }

    /// <summary>Carries the consumer's words to the agent's side; without it they are kept in the log only.</summary>
    public IAgentChannel? AgentChannel { get; init; }

    /// <summary>Where files wait; without it files are refused.</summary>
    public IUploadStaging? Staging { get; init; }

    /// <summary>Finds a share by name (<see langword="null"/>: the default share); without it every upload fails.</summary>
    public Func<string?, IFileShare?>? Shares { get; init; }

    /// <summary>Looks at files before they are stored. Optional.</summary>
    public IFileScanner? Scanner { get; init; }

    /// <summary>Finds intents; without it none is ever found.</summary>
    public IIntentRecognizer? Intents { get; init; }

    /// <summary>Runs scripts; without it they are skipped with a trace event.</summary>
    public IScriptEngine? Scripts { get; init; }

    /// <summary>Values that bots share; in memory by default.</summary>
    public IContextStore Context { get; init; } = new InMemoryContextStore();

    /// <summary>Keeps what conversations did, to be replayed; without it nothing is kept.</summary>
    public IConversationJournal? Journal { get; init; }

    /// <summary>Hear what conversations do.</summary>
    public IReadOnlyList<IConversationObserver> Observers { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where logs go.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Limits and intervals.</summary>
    public RuntimeOptions Options { get; init; } = new();

    /// <summary>Whether any hosted bot has sensitive variables.</summary>
    internal bool HasSensitive => Programs.Programs.Any(p => p.Bot.Settings.Sensitive.Count > 0);
}
