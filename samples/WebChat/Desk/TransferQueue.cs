using System.Runtime.CompilerServices;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;

namespace WebChat.Desk;

/// <summary>The agents' side: keeps which transfers were asked for, in the database, and tells the desk. What is said needs no other way than the conversation's own stream.</summary>
internal sealed class TransferQueue(IDbContextFactory<WebChatContext> contexts, IConversationStore store, TimeProvider time) : IEscalationTransport, IConversationObserver
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Keeps the request before it is accepted, so that no restart loses it. A request that comes again is there already.</summary>
    public async ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        await using WebChatContext context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Transfers.AnyAsync(t => t.TransferId == request.TransferId, cancellationToken))
        {
            context.Transfers.Add(new TransferRow
            {
                TransferId = request.TransferId,
                ConversationId = request.ConversationId,
                Bot = request.Bot,
                SkillId = request.SkillId,
                RequestedAt = time.GetUtcNow().UtcTicks,
            });
            await context.SaveChangesAsync(cancellationToken);
        }

        Signal();
        return new TransferResponse(TransferAnswer.Accepted);
    }

    public void OnCommitted(CommittedStep step)
    {
        // Agents take, give back and close; transfers run out of time.
        if (step.Event is TransferReport or TimerElapsed or ConversationClosedByHost)
        {
            Signal();
        }
    }

    /// <summary>Tells the queue, again at each change, and from time to time in any case.</summary>
    public async IAsyncEnumerable<IReadOnlyList<QueuedTransfer>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed = WhenChanged();
            yield return await ListAsync(cancellationToken);
            await Task.WhenAny(changed, Task.Delay(TimeSpan.FromSeconds(15), time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<IReadOnlyList<QueuedTransfer>> ListAsync(CancellationToken cancellationToken)
    {
        await using WebChatContext context = await contexts.CreateDbContextAsync(cancellationToken);
        List<QueuedTransfer> queue = [];
        foreach (TransferRow row in await context.Transfers.Where(t => !t.HasEnded).OrderBy(t => t.RequestedAt).ToListAsync(cancellationToken))
        {
            ConversationOwner? owner = await OwnerAsync(row, cancellationToken);
            if (owner is null)
            {
                row.HasEnded = true;
                continue;
            }

            queue.Add(new QueuedTransfer(
                row.TransferId, row.ConversationId, row.Bot, row.SkillId, new DateTimeOffset(row.RequestedAt, TimeSpan.Zero), owner == ConversationOwner.Agent ? "connected" : "waiting"));
        }

        await context.SaveChangesAsync(cancellationToken);
        return queue;
    }

    /// <summary>Who has the conversation, if the transfer is still the one that counts.</summary>
    private async ValueTask<ConversationOwner?> OwnerAsync(TransferRow row, CancellationToken cancellationToken)
    {
        StoredConversation? stored = await store.LoadAsync(row.ConversationId, cancellationToken);
        ConversationState? state = stored is null ? null : ConversationStateJson.Read(row.ConversationId, stored.State.Span);
        return state is { Owner: ConversationOwner.Pending or ConversationOwner.Agent } && state.Transfer?.Id == row.TransferId ? state.Owner : null;
    }

    private Task WhenChanged()
    {
        lock (_gate)
        {
            return _changed.Task;
        }
    }

    private void Signal()
    {
        lock (_gate)
        {
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
