using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>How a <see cref="CrashExplorer"/> explores a script.</summary>
public sealed record CrashOptions
{
    /// <summary>What the scripts need beside themselves, as for a <see cref="ScriptRunner"/>. <see cref="ScriptRunnerOptions.StepTimeout"/> limits each step of each schedule.</summary>
    public ScriptRunnerOptions Runner { get; init; } = new();

    /// <summary>
    /// Makes the store of one schedule, empty; called once per schedule, each store is used by one schedule only and disposed of afterwards if it can be. In memory by default.
    /// </summary>
    public Func<CancellationToken, ValueTask<IConversationStore>>? CreateStore { get; init; }

    /// <summary>
    /// Opens the store of a schedule once more, as a process that starts does: each process then works through a store of its own, disposed of when the process is gone, and the one
    /// that <see cref="CreateStore"/> made is only looked at. Without it all processes of a schedule share that one.
    /// </summary>
    public Func<IConversationStore, IConversationStore>? ReopenStore { get; init; }

    /// <summary>
    /// How many schedules to explore at most per script: evenly spread over all of them, so that early and late boundaries are among them. <see langword="null"/>,
    /// the default, explores all.
    /// </summary>
    public int? MaxSchedules { get; init; }

    /// <summary>Changes the ports of each process before it starts, to plant a fault: what it puts around a port works on top of the boundaries.</summary>
    internal Func<RuntimePorts, RuntimePorts>? Plant { get; init; }
}
