using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>A transfer that was requested of the transport, or taken by a hosted bot at once.</summary>
internal sealed record RecordedTransfer(string TransferId, string SkillId, string? AgentId, string? Message, TransferContext? Context)
{
    public RecordedTransfer(TransferRequest request)
        : this(request.TransferId, request.SkillId, request.AgentId, request.Message, request.Context)
    {
    }

    public RecordedTransfer(RequestTransfer effect)
        : this(effect.Key, effect.SkillId, effect.AgentId, effect.Message, effect.Context)
    {
    }
}
