using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Knows when nothing moves by itself any more: turns have ended or wait for a call that is held, and so has what they wanted done.</summary>
internal sealed class OrderRest(ExploredWorld world, OrderGates gates, StepWatch watch)
{
    private readonly List<Task> _issued = [];

    /// <summary>Whether a turn waits for a call that is held: then events can only queue up behind it.</summary>
    public bool CallIsHeld => gates.Holds(OrderedEventKind.CallAnswered);

    /// <summary>Takes note of something that was begun and ends when it was handled.</summary>
    public void Add(Task issued) => _issued.Add(issued);

    /// <summary>Completes when all that was begun has ended.</summary>
    public Task WhenDoneAsync() => Task.WhenAll(_issued);

    /// <summary>Waits until nothing moves.</summary>
    public async Task ReachAsync(ConversationRuntime runtime, CancellationToken cancellationToken)
    {
        while (!IsReached(runtime))
        {
            await LookAgainAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a change, or a moment: not every change tells of itself.</summary>
    public async Task LookAgainAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await world.NextChange.WaitAsync(TimeSpan.FromMilliseconds(1), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool IsReached(ConversationRuntime runtime)
    {
        // Only the order lets held answers through, so what is held now is held until it is at rest.
        bool callIsHeld = CallIsHeld;
        if (!callIsHeld && (runtime.CountUnhandled(TestedConversation.Id) > 0 || _issued.Exists(task => !task.IsCompleted)))
        {
            return false;
        }

        IReadOnlyList<ConversationEffect> waiting = watch.Waiting;
        bool isBlocked = gates.Holds(OrderedEventKind.TransferAnswered) || (callIsHeld && waiting.Any(effect => effect is RequestTransfer && gates.IsReleased(effect.Key)));
        return waiting.All(effect => effect switch
        {
            StartUpload => gates.IsHeld(effect.Key) || gates.WaitsForStep(effect.Key) || (callIsHeld && gates.IsReleased(effect.Key)),
            ReleaseFile => false,
            _ => isBlocked,
        });
    }
}
