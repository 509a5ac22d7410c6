using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Performs one entry of the outbox through the port it is for.</summary>
internal sealed class EffectPerformer(RuntimeContext context, Func<WorkItem, Task<TurnReceipt>> post)
{
    private readonly TransferPerformer _transfers = new(context, post);

    /// <summary>Performs an entry.</summary>
    /// <returns>Whether it has been marked as performed already.</returns>
    public async ValueTask<bool> PerformAsync(string conversationId, OutboxEntry entry)
    {
        using Activity? activity = ConversationTelemetry.Start("conversation.delivery", ActivityKind.Internal, entry.Effect);
        activity?.SetTag("conversation.id", conversationId).SetTag("conversation.effect", entry.Effect.GetType().Name);
        switch (entry.Effect)
        {
            case SendMessage send:
                await SendAsync(conversationId, send).ConfigureAwait(false);
                return false;
            case CloseConversation close:
                await context.Ports.Channel.CloseAsync(conversationId, close.Survey, context.Stopping).ConfigureAwait(false);
                break;
            case ForwardToAgent forward:
                await _transfers.ForwardAsync(conversationId, forward).ConfigureAwait(false);
                break;
            case ChangeContext change:
                await ContextChanges.PerformAsync(context.Ports.Context, conversationId, change.Change, context.Stopping).ConfigureAwait(false);
                context.Performed(conversationId, change);
                return await TryMarkAsync(conversationId, entry).ConfigureAwait(false);
            case RequestTransfer { TakenBy: null } transfer:
                return await _transfers.RequestAsync(conversationId, entry.Position, transfer).ConfigureAwait(false);
            case RequestTransfer:
                // A hosted bot has taken the conversation in the step itself.
                break;
            default:
                throw new NotSupportedException($"Effects of type {entry.Effect.GetType().Name} are not performed from the outbox.");
        }

        context.Performed(conversationId, entry.Effect);
        return false;
    }

    /// <summary>Marks what must not be done again when others may have changed the same since: the marks of a delivery come at its end only.</summary>
    private async ValueTask<bool> TryMarkAsync(string conversationId, OutboxEntry entry)
    {
        try
        {
            await context.Ports.Store.MarkPerformedAsync(conversationId, entry.Position, context.Stopping).ConfigureAwait(false);
            return true;
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            // It is done, and the end of the delivery marks it once more.
            RuntimeLog.WorkFailed(context.Log, problem, conversationId);
            return false;
        }
    }

    private async ValueTask SendAsync(string conversationId, SendMessage send)
    {
        await context.Ports.Time.WaitAsync(send.Delay, context.Stopping).ConfigureAwait(false);
        DeliveryResult result = await context.Ports.Channel.SendAsync(conversationId, send.Message, context.Stopping).ConfigureAwait(false);
        if (result.IsRefused)
        {
            RuntimeLog.MessageRefused(context.Log, conversationId, send.Message.Sequence, context.HasSensitive ? Redaction.Mask : result.Reason);
            ConversationTelemetry.Problems.Add(1, new KeyValuePair<string, object?>("code", TraceCodes.MessageRefused));
        }

        context.Performed(conversationId, send, result.IsRefused ? result.Reason ?? "refused" : null);
    }
}
