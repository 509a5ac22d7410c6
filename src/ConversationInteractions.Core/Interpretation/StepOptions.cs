namespace ConversationInteractions.Interpretation;

/// <summary>What a step may know beside the state.</summary>
public sealed record StepOptions
{
    internal static StepOptions Default { get; } = new();

    /// <summary>Whether the trace also tells every rule tried, interaction run and variable stored.</summary>
    public bool DetailedTrace { get; init; }

    /// <summary>The values of the context namespaces that the bots read (<see cref="BotProgram.ContextNamespaces"/>), by namespace and name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Context { get; init; }
}
