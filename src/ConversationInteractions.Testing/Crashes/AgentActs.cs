using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>What the agent's side reports, in the runtime's words.</summary>
internal static class AgentActs
{
    public static TransferUpdateKind KindOf(AgentAct act) => act switch
    {
        AgentAct.Connects => TransferUpdateKind.Connected,
        AgentAct.Fails => TransferUpdateKind.Failed,
        AgentAct.Returns => TransferUpdateKind.Returned,
        AgentAct.Closes => TransferUpdateKind.Closed,
        _ => TransferUpdateKind.Said,
    };
}
