using System.Collections.Concurrent;

namespace ConversationInteractions.Runtime;

/// <summary>The mailboxes of all conversations: the events of one are handled one at a time in the order they came, those of different ones side by side (B2).</summary>
internal sealed class Mailboxes(RuntimeContext context, Func<WorkItem, ValueTask> handle)
{
    private readonly ConcurrentDictionary<string, Mailbox> _mailboxes = new(StringComparer.Ordinal);
    private ExecutionContext? _empty;

    /// <summary>Takes an item, and handles it on this thread where nothing is before it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="limit">How many may wait.</param>
    /// <exception cref="ConversationQueueFullException">Too many wait already.</exception>
    public void Post(WorkItem item, int limit)
    {
        while (true)
        {
            Mailbox mailbox = _mailboxes.GetOrAdd(item.ConversationId, static (id, owner) => new Mailbox(owner, id), this);
            switch (mailbox.Add(item, limit, out bool mustRun))
            {
                case MailboxAnswer.Full:
                    throw new ConversationQueueFullException(item.ConversationId, limit);
                case MailboxAnswer.Taken:
                    if (mustRun)
                    {
                        Start(mailbox);
                    }

                    return;
                case MailboxAnswer.Closed:
                    _mailboxes.TryRemove(KeyValuePair.Create(item.ConversationId, mailbox));
                    break;
            }
        }
    }

    /// <summary>How many items of a conversation have not been handled.</summary>
    public int CountOf(string conversationId) => _mailboxes.TryGetValue(conversationId, out Mailbox? mailbox) ? mailbox.Count : 0;

    /// <summary>
    /// Begins to handle what a mailbox holds, on this thread but in an empty execution context: that of the caller, a request's perhaps, must not live on in what goes on in
    /// the background, nor be seen by the events of others. Only the pool has an empty one to begin with, so the first event of a runtime is handled there.
    /// </summary>
    private void Start(Mailbox mailbox)
    {
        context.Activity.Begin();
        if (Volatile.Read(ref _empty) is { } empty)
        {
            ExecutionContext.Run(empty, static started => _ = ((Mailbox)started!).Owner.DrainAsync((Mailbox)started), mailbox);
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static started =>
            {
                Volatile.Write(ref started.Owner._empty, ExecutionContext.Capture());
                _ = started.Owner.DrainAsync(started);
            },
            mailbox,
            preferLocal: false);
    }

    /// <summary>Handles the events of one conversation one after the other. Never throws: each item carries its own outcome.</summary>
    private async Task DrainAsync(Mailbox mailbox)
    {
        try
        {
            int handled = 0;
            while (mailbox.Take() is { } item)
            {
                if (++handled % 32 == 0)
                {
                    // Whoever posted the first item has waited long enough for those of others.
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }

                if (!item.TryBegin())
                {
                    continue;
                }

                try
                {
                    item.Cancellation.ThrowIfCancellationRequested();
                    context.Stopping.ThrowIfCancellationRequested();
                    await handle(item).ConfigureAwait(false);
                }
                catch (Exception problem) when (Fails(item, problem))
                {
                    // The item's owner has heard of it.
                }
            }

            _mailboxes.TryRemove(KeyValuePair.Create(mailbox.ConversationId, mailbox));
        }
        finally
        {
            context.Activity.End();
        }
    }

    /// <summary>Tells the item's owner; who has heard of its commit already cannot be told, so it is logged.</summary>
    private bool Fails(WorkItem item, Exception problem)
    {
        if (!item.Fail(problem) && !context.Stopping.IsCancellationRequested)
        {
            RuntimeLog.WorkFailed(context.Log, problem, item.ConversationId);
        }

        return true;
    }
}
