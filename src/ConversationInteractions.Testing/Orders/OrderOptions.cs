using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>How an <see cref="OrderExplorer"/> explores a script.</summary>
public sealed record OrderOptions
{
    /// <summary>How many orders are explored of a script without anything else being said.</summary>
    public const int DefaultMaxOrders = 200;

    /// <summary>What the scripts need beside themselves, as for a <see cref="ScriptRunner"/>. <see cref="ScriptRunnerOptions.StepTimeout"/> limits each order.</summary>
    public ScriptRunnerOptions Runner { get; init; } = new();

    /// <summary>Makes the store of one run, empty; each is used by one run only and disposed of afterwards if it can be. In memory by default.</summary>
    public Func<CancellationToken, ValueTask<IConversationStore>>? CreateStore { get; init; }

    /// <summary>
    /// How many orders to explore at most per script: those with the fewest events out of their place first, evenly spread over the script where there are too many of them;
    /// <see cref="OrderResult.LeftOut"/> counts the rest. <see cref="DefaultMaxOrders"/> by default; <see langword="null"/> explores all, whose number grows steeply with
    /// what is under way at the same time.
    /// </summary>
    public int? MaxOrders { get; init; } = DefaultMaxOrders;

    /// <summary>Changes the ports of each process before it starts, to plant a fault.</summary>
    internal Func<RuntimePorts, RuntimePorts>? Plant { get; init; }
}
