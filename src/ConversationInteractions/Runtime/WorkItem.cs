using System.Diagnostics;
using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Runtime;

/// <summary>Something to do for a conversation: handle an event, or take up what is unfinished.</summary>
internal sealed class WorkItem
{
    private readonly TaskCompletionSource<TurnReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string ConversationId { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it arrived, for measuring.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Makes the event under its final id; none for taking up unfinished work.</summary>
    public Func<string, ConversationEvent>? Event { get; init; }

    /// <summary>The id by which a repeat is recognised; none where it cannot be.</summary>
    public string? EventId { get; init; }

    /// <summary>What a new conversation needs to know.</summary>
    public ConversationStart? Start { get; init; }

    /// <summary>The outbox entry that the event completes.</summary>
    public long? Completes { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>What was traced where the item was made: the parent of its turn, whoever's flow of execution handles it.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>Whether a commit of its event was tried: even after an exception it may stand.</summary>
    public bool MayStand { get; set; }

    public Task<TurnReceipt> Done => _done.Task;

    public void Complete(TurnReceipt receipt) => _done.TrySetResult(receipt);

    /// <summary>Ends the item with a problem.</summary>
    /// <returns>Whether its owner hears of it; not where it was complete already.</returns>
    public bool Fail(Exception problem) => problem is OperationCanceledException canceled
        ? _done.TrySetCanceled(canceled.CancellationToken)
        : _done.TrySetException(problem);
}
