using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Logging;

namespace ConversationInteractions.Runtime;

/// <summary>Runs conversations: takes events, lets the interpreter decide, commits, and only then performs what was decided.</summary>
/// <remarks>
/// Thread-safe; one for all conversations of a process. Events of one conversation are handled one at a time in the order they arrive (B2), those of different
/// conversations side by side. Several processes may share one store.
/// </remarks>
public sealed class ConversationRuntime : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly RuntimePorts _ports;
    private readonly Mailboxes _mailboxes;
    private readonly Outbox _outbox;
    private readonly Sweep _sweep;
    private readonly FileIntake _files;
    private readonly FreshIds _ids;
    private readonly StagedOrphans _orphans;
    private readonly HourlyWork[] _hourly;
    private readonly StateWriters _states;
    private readonly ILogger _log;
    private volatile bool _isClosing;

    /// <summary>Makes a runtime. It does nothing by itself until events come or <see cref="RunAsync"/> is called.</summary>
    /// <param name="ports">The bots and the ports.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message tells everything that is wrong.</exception>
    public ConversationRuntime(RuntimePorts ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        if (ports.Options.FindProblems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(ports));
        }

        _ports = ports;
        ILogger log = ports.Logging.CreateLogger(ConversationTelemetry.Name);
        _log = ports.HasSensitive ? new WithholdingLogger(log) : log;
        if (ports is { Store: InMemoryConversationStore store, Context: InMemoryContextStore values })
        {
            store.Values = values;
        }

        RuntimeContext context = new(ports, _log, _stop.Token) { ProcessName = ports.Options.ProcessName ?? Guid.CreateVersion7().ToString("N") };
        _outbox = new Outbox(context, PostAsync);
        _mailboxes = new Mailboxes(context, new TurnRunner(context, _outbox).HandleAsync);
        _sweep = new Sweep(context, _outbox.Resting, item => _mailboxes.Post(item, int.MaxValue));
        _files = new FileIntake(context);
        _orphans = new StagedOrphans(context);
        _hourly =
        [
            new HourlyWork(context, DeleteOrphansAsync, problem => RuntimeLog.OrphansFailed(_log, problem, HourlyWork.Interval)),
            new HourlyWork(context, new IdleConversations(context).DeleteAsync, problem => RuntimeLog.IdleFailed(_log, problem, HourlyWork.Interval)),
        ];
        _states = context.States;
        _ids = context.Ids;
        Activity = context.Activity;
        if (ports.Transport is null)
        {
            foreach (BotProgram program in ports.Programs.Programs.Where(p => p.EscalatesOutside(ports.Programs)))
            {
                RuntimeLog.NoTransport(_log, program.Name);
            }
        }
    }

    private ActivityCount Activity { get; }

    /// <summary>Takes an event and returns when its commit stands; what it started goes on in the background.</summary>
    /// <param name="conversationId">The conversation: any well-formed text of 1 to 200 characters.</param>
    /// <param name="inbound">The event.</param>
    /// <param name="cancellationToken">Cancels an event that has not begun to be handled, at once: it is not handled any more. Later it has no effect.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The id is empty, too long or not well-formed.</exception>
    /// <exception cref="UnknownBotException">The bot is not hosted.</exception>
    /// <exception cref="ConversationQueueFullException">Too many events of the conversation wait already.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled in time.</exception>
    /// <exception cref="ObjectDisposedException">The runtime has stopped, perhaps while the event waited. Handled again by the next process, it is told apart by its id.</exception>
    public async ValueTask<TurnReceipt> HandleAsync(string conversationId, InboundEvent inbound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        ConversationIds.Check(conversationId);
        ObjectDisposedException.ThrowIf(_isClosing || _stop.IsCancellationRequested, this);
        StagedFile? file = null;
        if (inbound is UserFile upload)
        {
            (file, TurnReceipt? settled) = await _files.StageAsync(conversationId, upload, cancellationToken).ConfigureAwait(false);
            if (settled is not null)
            {
                return settled;
            }
        }

        WorkItem item = new()
        {
            ConversationId = conversationId,
            At = _ports.Time.GetUtcNow(),
            Timestamp = _ports.Time.GetTimestamp(),
            EventId = inbound.Id is null ? null : ConversationIds.External(inbound.Id),
            FreshId = inbound.Id is null ? _ids.Next() : null,
            Inbound = inbound,
            File = file,
            Start = inbound.Start,
            Cancellation = cancellationToken,
        };
        try
        {
            _mailboxes.Post(item, _ports.Options.MaxQueuedEvents);
            TurnReceipt receipt = item.Receipt ?? await ReceiveAsync(item).ConfigureAwait(false);
            if (file is not null && receipt.Status == TurnStatus.Duplicate && !item.MayStand)
            {
                await _files.ForgetAsync(file).ConfigureAwait(false);
            }

            return receipt;
        }
        catch (Exception problem) when (file is not null || problem is OperationCanceledException)
        {
            // Where the commit may stand the bytes are needed; if it does not, they are orphans after a day.
            if (file is not null && !item.MayStand && !item.Done.IsCompletedSuccessfully)
            {
                await _files.ForgetAsync(file).ConfigureAwait(false);
            }

            ObjectDisposedException.ThrowIf(problem is OperationCanceledException && _stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested, this);
            throw;
        }
    }

    /// <summary>Looks for due timers and unfinished work until it is cancelled, and beside that every hour for orphaned files and idle conversations, first within five minutes. Run it once per process.</summary>
    /// <param name="cancellationToken">Ends the loop; the task ends when all of it has ended.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task hourly = Task.WhenAll(_hourly.Select(work => work.RunAsync(cancellationToken)));
        using PeriodicTimer timer = new(_ports.Options.SweepInterval, _ports.Time);
        try
        {
            do
            {
                try
                {
                    // What one conversation waits for must not hold up the timers of the others: the sweep is not awaited to its end.
                    await _sweep.BeginAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
                {
                    // A store that is down for a while must not end the loop.
                    RuntimeLog.SweepFailed(_log, problem, _ports.Options.SweepInterval);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops.
        }

        await hourly.ConfigureAwait(false);
    }

    /// <summary>Takes up once what is due or unfinished now, and returns when that is done.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many conversations had something to do.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken = default)
    {
        List<Task> work = await _sweep.BeginAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(work).ConfigureAwait(false);
        return work.Count;
    }

    /// <summary>Deletes files that have waited in the staging for more than a day and that no conversation names any more (C28), as <see cref="RunAsync"/> does every hour.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were deleted.</returns>
    public ValueTask<int> DeleteOrphanedFilesAsync(CancellationToken cancellationToken = default) => _orphans.DeleteAsync(cancellationToken);

    /// <summary>Waits until every event that was taken has been handled and what was committed has been performed or left to the sweep. Uploads may still be under way.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => Activity.WhenNoneAsync(cancellationToken);

    /// <summary>Counts the events of a conversation that this process has taken and not handled to the end: the one it is at, and those that wait for it (B2).</summary>
    /// <remarks>For hosts that show it, or slow a sender down before it is refused (<see cref="RuntimeOptions.MaxQueuedEvents"/>). A turn that waits for a call is not at its end.</remarks>
    /// <param name="conversationId">The conversation.</param>
    /// <returns>0 where nothing is to be handled.</returns>
    public int CountUnhandled(string conversationId) => _mailboxes.CountOf(conversationId);

    /// <summary>Reads the committed state of a conversation.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The state, or <see langword="null"/> where there is no such conversation.</returns>
    public async ValueTask<ConversationState?> FindStateAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ConversationIds.Check(conversationId);
        StoredConversation? stored = await _ports.Store.LoadAsync(conversationId, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : ConversationStateJson.Read(conversationId, stored.State.Span, _ports.Programs);
    }

    /// <summary>Reads what was said in a conversation, oldest first.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="after">Entries with a higher number only; 0 for all that are kept.</param>
    /// <param name="max">How many to read at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public ValueTask<IReadOnlyList<LogEntry>> ReadLogAsync(string conversationId, long after = 0, int max = 1_000, CancellationToken cancellationToken = default)
    {
        ConversationIds.Check(conversationId);
        return _ports.Store.ReadLogAsync(conversationId, after, max, cancellationToken);
    }

    /// <summary>
    /// Deletes a conversation with everything that is kept of it: state, log, what is still to be done, values in the context store, waiting files, journal. It waits for its turn behind
    /// the events that came before, and for a call under way. A user's values stay. A conversation of the same id begins anew, with message number 1.
    /// </summary>
    /// <param name="conversationId">The conversation; nothing happens where there is none.</param>
    /// <param name="cancellationToken">Cancels a deletion that has not begun.</param>
    /// <exception cref="ArgumentException">The id is empty, too long or not well-formed.</exception>
    /// <exception cref="ObjectDisposedException">The runtime has stopped.</exception>
    public async ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken = default)
    {
        ConversationIds.Check(conversationId);
        ObjectDisposedException.ThrowIf(_isClosing || _stop.IsCancellationRequested, this);
        WorkItem item = new()
        {
            ConversationId = conversationId,
            At = _ports.Time.GetUtcNow(),
            Timestamp = _ports.Time.GetTimestamp(),
            Deletes = true,
            Cancellation = cancellationToken,
        };
        _mailboxes.Post(item, int.MaxValue);
        using CancellationTokenRegistration cancellation = item.GiveUpWhenCancelled();
        await item.Done.ConfigureAwait(false);
    }

    /// <summary>
    /// Stops gently: takes no new events, lets calls, deliveries and uploads under way come to their end for as long as the host has time, and then stops as <see cref="DisposeAsync"/> does.
    /// End <see cref="RunAsync"/> before.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting: what is still under way then is cancelled and settled by the next process.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _isClosing = true;
        try
        {
            await _outbox.WhenUploadsStoppedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            await Activity.WhenNoneAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host has waited long enough.
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Stops at once: nothing more is committed; calls and uploads under way are cancelled and settled by the next process. <see cref="StopAsync"/> gives them time.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await Activity.WhenNoneAsync(CancellationToken.None).ConfigureAwait(false);
            await _outbox.WhenUploadsStoppedAsync().ConfigureAwait(false);
            _states.Dispose();
            _stop.Dispose();
        }
    }

    private static async Task<TurnReceipt> ReceiveAsync(WorkItem item)
    {
        using CancellationTokenRegistration cancellation = item.GiveUpWhenCancelled();
        return await item.Done.ConfigureAwait(false);
    }

    private async ValueTask<bool> DeleteOrphansAsync(CancellationToken cancellationToken)
    {
        await _orphans.DeleteAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes an event that the runtime itself makes.</summary>
    private Task<TurnReceipt> PostAsync(WorkItem item)
    {
        _mailboxes.Post(item, int.MaxValue);
        return item.Done;
    }
}
