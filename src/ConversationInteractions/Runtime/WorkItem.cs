using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Something to do for a conversation: handle an event, or take up what is unfinished.</summary>
internal sealed class WorkItem
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private readonly TaskCompletionSource<TurnReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _phase = Waiting;

    public required string ConversationId { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it arrived, for measuring.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Makes the event under its final id; none for taking up unfinished work.</summary>
    public Func<string, ConversationEvent>? Event { get; init; }

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
    public ActivityContext Parent { get; } = Activity.Current?.Context ?? default;

    /// <summary>Whether a commit of its event was tried: even after an exception it may stand.</summary>
    public bool MayStand { get; set; }

    public Task<TurnReceipt> Done => _done.Task;

    /// <summary>Whether its owner has cancelled it before its turn came.</summary>
    public bool IsGivenUp => Volatile.Read(ref _phase) == GivenUp;

    /// <summary>Begins to handle it, unless it has been given up.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _phase, Begun, Waiting) == Waiting;

    /// <summary>Lets the owner's cancellation end the wait for its turn at once; nothing to do where the turn has come already.</summary>
    public CancellationTokenRegistration GiveUpWhenCancelled() =>
        Cancellation.CanBeCanceled && Volatile.Read(ref _phase) == Waiting
            ? Cancellation.UnsafeRegister(static (item, token) => ((WorkItem)item!).GiveUp(token), this)
            : default;

    public void Complete(TurnReceipt receipt) => _done.TrySetResult(receipt);

    /// <summary>Ends the item with a problem.</summary>
    /// <returns>Whether its owner hears of it; not where it was complete already.</returns>
    public bool Fail(Exception problem) => problem is OperationCanceledException canceled
        ? _done.TrySetCanceled(canceled.CancellationToken)
        : _done.TrySetException(problem);

    private void GiveUp(CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref _phase, GivenUp, Waiting) == Waiting)
        {
            _done.TrySetCanceled(token);
        }
    }
}
