using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Hands conversations, and what consumers then say, over to the agents' side.</summary>
internal sealed class TransferPerformer(RuntimeContext context, Func<WorkItem, Task<TurnReceipt>> post)
{
    private const int TranscriptLines = 1_000;
    private readonly Quarantine _quarantine = new(context);

    /// <summary>Asks the transport; its answer is a turn of its own (C27), whose commit completes the entry.</summary>
    /// <returns>Whether the entry has been completed by that commit.</returns>
    public async ValueTask<bool> RequestAsync(string conversationId, long position, RequestTransfer transfer)
    {
        await context.Ports.Time.WaitAsync(transfer.Delay, context.Stopping).ConfigureAwait(false);
        if (await FindStateAsync(conversationId, transfer.Key).ConfigureAwait(false) is not { } state)
        {
            // Earlier messages or the transport took so long that the bot has given it up: no agent may be asked now, and what the bot says since must not wait.
            RuntimeLog.TransferGivenUp(context.Log, conversationId, transfer.Key);
            context.Performed(conversationId, transfer, "the transfer had ended before it could be requested");
            return false;
        }

        TransferResponse response = context.Ports.Transport is { } transport
            ? await transport.RequestAsync(await DescribeAsync(state, transfer).ConfigureAwait(false), context.Stopping).ConfigureAwait(false)
            : new TransferResponse(TransferAnswer.Rejected, "no escalation transport is registered");
        DateTimeOffset at = context.Now;
        string id = EffectKeys.ResultEventId(transfer.Key);
        await post(new WorkItem
        {
            ConversationId = conversationId,
            At = at,
            Timestamp = context.Ports.Time.GetTimestamp(),
            EventId = id,
            Own = new TransferAnswered { Id = id, At = at, TransferId = transfer.Key, Answer = response.Answer, Reason = response.Reason },
            Completes = position,
        }).ConfigureAwait(false);
        context.Performed(conversationId, transfer);
        return true;
    }

    /// <summary>Hands over what the consumer said. For an agent who is gone this is tried once: what the bot says since must not wait for ever.</summary>
    public async ValueTask ForwardAsync(string conversationId, ForwardToAgent forward)
    {
        if (context.Ports.AgentChannel is not { } channel)
        {
            return;
        }

        string? finding = forward.File is { } file ? await _quarantine.FindProblemAsync(conversationId, file).ConfigureAwait(false) : null;
        try
        {
            await channel.DeliverAsync(
                new AgentBoundMessage
                {
                    ConversationId = conversationId,
                    TransferId = forward.TransferId,
                    Key = forward.Key,
                    Text = forward.Text,
                    File = finding is null ? forward.File : null,
                    Withheld = finding is null ? null : $"{forward.File!.Name}: {finding}",
                },
                context.Stopping).ConfigureAwait(false);
        }
        catch (Exception problem) when (!context.Stopping.IsCancellationRequested)
        {
            if (await FindStateAsync(conversationId, forward.TransferId).ConfigureAwait(false) is not null)
            {
                throw;
            }

            RuntimeLog.NotForwarded(context.Log, problem, conversationId, forward.TransferId);
        }

        if (finding is not null && context.Ports.Staging is { } staging)
        {
            await staging.DeleteAsync(forward.File!.Reference, context.Stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The state of a conversation whose transfer is under way still.</summary>
    private async ValueTask<ConversationState?> FindStateAsync(string conversationId, string transferId)
    {
        StoredConversation? stored = await context.Ports.Store.LoadAsync(conversationId, context.Stopping).ConfigureAwait(false);
        ConversationState? state = stored is null ? null : ConversationStateJson.Read(conversationId, stored.State.Span);
        return string.Equals(state?.Transfer?.Id, transferId, StringComparison.Ordinal) ? state : null;
    }

    private async ValueTask<TransferRequest> DescribeAsync(ConversationState state, RequestTransfer transfer)
    {
        string conversationId = state.ConversationId;
        ConversationTexts texts = context.TextsOf(state);
        IReadOnlyList<LogEntry> log = await context.Ports.Store
            .ReadLogAsync(conversationId, Math.Max(0, transfer.LastLogNumber - TranscriptLines), TranscriptLines, context.Stopping)
            .ConfigureAwait(false);
        return new TransferRequest
        {
            TransferId = transfer.Key,
            ConversationId = conversationId,
            Bot = transfer.Bot,
            SkillId = transfer.SkillId,
            AgentId = transfer.AgentId,
            Message = transfer.Message,
            Context = transfer.Context is { } handed ? new TransferContext(Applied(texts, handed.Intent), Applied(texts, handed.Message)) : null,
            Language = transfer.Language,

            // What was said since goes to the agent's side as messages of its own, and must not be there twice.
            Transcript = [.. log.Where(e => e.Number <= transfer.LastLogNumber).Select(e => new TranscriptLine(e.At, e.Speaker, e.Number <= state.WithheldUpTo ? Redaction.Mask : texts.Apply(e.Text)))],
        };
    }

    private static string? Applied(ConversationTexts texts, string? text) => text is null ? null : texts.Apply(text);
}
