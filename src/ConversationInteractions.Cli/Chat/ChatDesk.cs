using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Cli;

/// <summary>The agent's side of a chat, which the person at the terminal plays too: every transfer is accepted and waits.</summary>
internal sealed class ChatDesk(ChatScreen screen) : IEscalationTransport, IAgentChannel
{
    private volatile TransferRequest? _latest;

    /// <summary>The transfer that was requested last.</summary>
    public string? TransferId => _latest?.TransferId;

    public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        if (_latest?.TransferId != request.TransferId)
        {
            _latest = request;
            if (request.Message is { } message)
            {
                // The last words travel in the request; whoever carries it shows them (C12).
                screen.Say(message);
            }

            screen.Remark($"A transfer to skill {request.SkillId} was requested. You may play the agent: /agent connect, /agent say …, /agent fail, /agent return, /agent close.");
        }

        return ValueTask.FromResult(new TransferResponse(TransferAnswer.Accepted));
    }

    public ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken)
    {
        screen.Remark($"The agent reads: {message.File?.Name ?? message.Text}");
        return ValueTask.CompletedTask;
    }
}
