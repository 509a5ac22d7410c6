using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Performs one entry of the outbox through the port it is for.</summary>
internal sealed class EffectPerformer(RuntimeContext context, Func<WorkItem, Task<TurnReceipt>> post)
{
    private const int TranscriptLines = 1_000;
    private readonly Quarantine _quarantine = new(context);

    /// <summary>Performs an entry.</summary>
    /// <returns>Whether it has been marked as performed already, by the commit of its answer.</returns>
    public async ValueTask<bool> PerformAsync(string conversationId, OutboxEntry entry)
    {
        switch (entry.Effect)
        {
            case SendMessage send:
                await SendAsync(conversationId, send).ConfigureAwait(false);
                return false;
            case CloseConversation close:
                await context.Ports.Channel.CloseAsync(conversationId, close.Survey, context.Stopping).ConfigureAwait(false);
                break;
            case ForwardToAgent forward:
                await ForwardAsync(conversationId, forward).ConfigureAwait(false);
                break;
            case WriteContext write:
                await context.Ports.Context
                    .WriteAsync(ContextScope.Conversation(conversationId), write.Namespace, write.Name, write.Value, context.Stopping)
                    .ConfigureAwait(false);
                break;
            case RequestTransfer { TakenBy: null } transfer:
                await TransferAsync(conversationId, entry.Position, transfer).ConfigureAwait(false);
                context.Performed(conversationId, transfer);
                return true;
            case RequestTransfer:
                // A hosted bot has taken the conversation in the step itself.
                break;
            default:
                throw new NotSupportedException($"Effects of type {entry.Effect.GetType().Name} are not performed from the outbox.");
        }

        context.Performed(conversationId, entry.Effect);
        return false;
    }

    private async ValueTask SendAsync(string conversationId, SendMessage send)
    {
        await context.Ports.Time.WaitAsync(send.Delay, context.Stopping).ConfigureAwait(false);
        DeliveryResult result = await context.Ports.Channel.SendAsync(conversationId, send.Message, context.Stopping).ConfigureAwait(false);
        if (!result.Taken)
        {
            RuntimeLog.MessageRefused(context.Log, conversationId, send.Message.Sequence, result.Reason);
            ConversationTelemetry.Problems.Add(1, new KeyValuePair<string, object?>("code", TraceCodes.MessageRefused));
        }

        context.Performed(conversationId, send, result.Taken ? null : result.Reason ?? "refused");
    }

    private async ValueTask ForwardAsync(string conversationId, ForwardToAgent forward)
    {
        if (context.Ports.AgentChannel is not { } channel)
        {
            return;
        }

        string? problem = forward.File is { } file ? await _quarantine.FindProblemAsync(conversationId, file).ConfigureAwait(false) : null;
        await channel.DeliverAsync(
            new AgentBoundMessage
            {
                ConversationId = conversationId,
                TransferId = forward.TransferId,
                Key = forward.Key,
                Text = forward.Text,
                File = problem is null ? forward.File : null,
                Withheld = problem is null ? null : $"{forward.File!.Name}: {problem}",
            },
            context.Stopping).ConfigureAwait(false);
        if (problem is not null && context.Ports.Staging is { } staging)
        {
            await staging.DeleteAsync(forward.File!.Reference, context.Stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the transport; its answer is a turn of its own (C27), whose commit completes the entry.</summary>
    private async ValueTask TransferAsync(string conversationId, long position, RequestTransfer transfer)
    {
        await context.Ports.Time.WaitAsync(transfer.Delay, context.Stopping).ConfigureAwait(false);
        TransferResponse response = context.Ports.Transport is { } transport
            ? await transport.RequestAsync(await RequestAsync(conversationId, transfer).ConfigureAwait(false), context.Stopping).ConfigureAwait(false)
            : new TransferResponse(TransferAnswer.Rejected, "no escalation transport is registered");
        DateTimeOffset at = context.Now;
        await post(new WorkItem
        {
            ConversationId = conversationId,
            At = at,
            Timestamp = context.Ports.Time.GetTimestamp(),
            EventId = ConversationIds.ResultOf(conversationId, transfer.Key),
            Event = id => new TransferAnswered { Id = id, At = at, TransferId = transfer.Key, Answer = response.Answer, Reason = response.Reason },
            Completes = position,
        }).ConfigureAwait(false);
    }

    private async ValueTask<TransferRequest> RequestAsync(string conversationId, RequestTransfer transfer)
    {
        IReadOnlyList<LogEntry> log = await context.Ports.Store.ReadLogAsync(conversationId, 0, TranscriptLines, context.Stopping).ConfigureAwait(false);
        return new TransferRequest
        {
            TransferId = transfer.Key,
            ConversationId = conversationId,
            Bot = transfer.Bot,
            SkillId = transfer.SkillId,
            AgentId = transfer.AgentId,
            Message = transfer.Message,
            Context = transfer.Context,
            Language = transfer.Language,
            Transcript = [.. log.Select(e => new TranscriptLine(e.At, e.Speaker, e.Text))],
        };
    }
}
