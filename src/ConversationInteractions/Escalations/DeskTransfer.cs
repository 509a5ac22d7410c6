using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Escalations;

/// <summary>A transfer as the desk saw it last.</summary>
public sealed record DeskTransfer
{
    /// <summary>What the bot asked for. After a restart of the process a transfer may be known only by its ids; bot and skill are then empty.</summary>
    public required TransferRequest Request { get; init; }

    /// <summary>The transfer's id.</summary>
    public string TransferId => Request.TransferId;

    /// <summary>The conversation.</summary>
    public string ConversationId => Request.ConversationId;

    /// <summary>Where it stands.</summary>
    public DeskTransferStatus Status { get; init; }

    /// <summary>What the desk answered: a request that comes again gets the same (C28).</summary>
    internal TransferResponse Response { get; init; } = new(Interpretation.TransferAnswer.Accepted);

    /// <summary>What the consumer said and sent since, in order.</summary>
    public ValueList<AgentBoundMessage> Heard { get; init; } = [];
}

/// <summary>Where a transfer stands at the desk.</summary>
public enum DeskTransferStatus
{
    /// <summary>No agent has taken it yet.</summary>
    Waiting,

    /// <summary>An agent has the conversation.</summary>
    Connected,

    /// <summary>It has failed, was given back or closed, or the bot has given it up.</summary>
    Ended,
}
