using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Something to do for a conversation: handle an event, or take up what is unfinished.</summary>
internal sealed class WorkItem
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private TaskCompletionSource<TurnReceipt>? _done;
    private TurnReceipt? _receipt;
    private int _phase = Waiting;

    public required string ConversationId { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it arrived, for measuring.</summary>
    public required long Timestamp { get; init; }

    /// <summary>What the host told; it becomes an event under its final id.</summary>
    public InboundEvent? Inbound { get; init; }

    /// <summary>The file that the host handed in.</summary>
    public StagedFile? File { get; init; }

    /// <summary>An event that the runtime made itself.</summary>
    public ConversationEvent? Own { get; init; }

    /// <summary>Whether the conversation is to be deleted.</summary>
    public bool Deletes { get; init; }

    /// <summary>Whether there is an event; without one, unfinished work is taken up.</summary>
    public bool HasEvent => Inbound is not null || Own is not null;

    /// <summary>The id by which a repeat is recognised; none where it cannot be.</summary>
    public string? EventId { get; init; }

    /// <summary>The id of an event that has none by which a repeat could be recognised.</summary>
    public string? FreshId { get; init; }

    /// <summary>What a new conversation needs to know.</summary>
    public ConversationStart? Start { get; init; }

    /// <summary>The outbox entry that the event completes.</summary>
    public long? Completes { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>The trace of whoever posted it, which its turn belongs to.</summary>
    public Activity? Parent { get; } = Activity.Current;

    /// <summary>Whether a commit of its event was tried: even after an exception it may stand.</summary>
    public bool MayStand { get; set; }

    /// <summary>The outcome, once it is there.</summary>
    public TurnReceipt? Receipt => Volatile.Read(ref _receipt);

    /// <summary>Whether it ended, in whichever way.</summary>
    public bool IsCompleted => Receipt is not null || Volatile.Read(ref _done) is { Task.IsCompleted: true };

    /// <summary>Ends when the item does. Most are complete before anybody asks, and never make a task.</summary>
    public Task<TurnReceipt> Done => Completion().Task;

    /// <summary>Whether its owner has cancelled it before its turn came.</summary>
    public bool IsGivenUp => Volatile.Read(ref _phase) == GivenUp;

    /// <summary>Begins to handle it, unless it has been given up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _phase, Begun, Waiting) == Waiting;

    /// <summary>Lets the owner's cancellation end the wait for its turn at once; nothing to do where the turn has come already.</summary>
    public CancellationTokenRegistration GiveUpWhenCancelled() =>
        Cancellation.CanBeCanceled && Volatile.Read(ref _phase) == Waiting
            ? Cancellation.UnsafeRegister(static (item, token) => ((WorkItem)item!).GiveUp(token), this)
            : default;

    /// <summary>The event under its final id.</summary>
    public ConversationEvent EventUnder(string id) => Own ?? InboundEvents.ToEvent(Inbound!, id, At, File);

    public void Complete(TurnReceipt receipt)
    {
        Interlocked.CompareExchange(ref _receipt, receipt, null);
        Volatile.Read(ref _done)?.TrySetResult(_receipt);
    }

    /// <summary>Ends the item with a problem.</summary>
    /// <returns>Whether its owner hears of it; not where it was complete already.</returns>
    public bool Fail(Exception problem) => problem is OperationCanceledException canceled
        ? Completion().TrySetCanceled(canceled.CancellationToken)
        : Completion().TrySetException(problem);

    private void GiveUp(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _phase, GivenUp, Waiting) == Waiting)
        {
            Completion().TrySetCanceled(token);
        }
    }

    /// <summary>Either this sees the receipt, or who sets that sees this.</summary>
    private TaskCompletionSource<TurnReceipt> Completion()
    {
        if (Volatile.Read(ref _done) is { } made)
        {
            return made;
        }

        TaskCompletionSource<TurnReceipt> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        done = Interlocked.CompareExchange(ref _done, done, null) ?? done;
        if (Receipt is { } receipt)
        {
            done.TrySetResult(receipt);
        }

        return done;
    }
}
