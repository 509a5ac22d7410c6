using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>Makes calls with other keys than those that were decided.</summary>
internal sealed class Rekeys(IIntegrationClient inner, Func<string> newKey) : IIntegrationClient
{
    public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) =>
        inner.InvokeAsync(invocation with { Key = newKey() }, cancellationToken);
}

/// <summary>Marks a message as delivered and sends it afterwards.</summary>
internal sealed class MarksBeforeSending(IMessageChannel inner, IConversationStore store) : IMessageChannel
{
    public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        foreach (OutboxEntry entry in await store.ReadOutboxAsync(conversationId, cancellationToken))
        {
            if (entry.Effect is SendMessage send && send.Message.Sequence == message.Sequence)
            {
                await store.MarkPerformedAsync(conversationId, entry.Position, cancellationToken);
            }
        }

        return await inner.SendAsync(conversationId, message, cancellationToken);
    }
}
