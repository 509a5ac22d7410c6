namespace ConversationInteractions.Interpretation;

/// <summary>What a step may know beside the state.</summary>
public sealed record StepOptions
{
    internal static StepOptions Default { get; } = new();

    /// <summary>
    /// How long a text may be that is kept: in the state, the log and the outbox, in UTF-16 code units. A longer message to the bot is not matched, as one over the bot's own
    /// limit (C31); what the consumer and the agent say to each other and what the bot says is cut; a longer host event is refused. Each is traced as <c>limit-reached</c>.
    /// </summary>
    /// <value>100,000 by default; at least 1.</value>
    public int MaxTextLength { get; init; } = 100_000;

    /// <summary>
    /// How much the variables of all scopes of a conversation may hold together, names and values, in UTF-16 code units. What would be more is not stored, the variable keeps
    /// what it held, and that is traced as <c>limit-reached</c>. The same limit holds for one value that is written to the context store.
    /// </summary>
    /// <value>1,048,576 by default; at least 1.</value>
    public int MaxVariablesLength { get; init; } = 1_048_576;

    /// <summary>How many host events may wait until the conversation is back with the bot (C24). One more is refused and traced as <c>limit-reached</c>. Outcomes of uploads always wait (C23).</summary>
    /// <value>100 by default; at least 0.</value>
    public int MaxDeferredEvents { get; init; } = 100;

    /// <summary>Whether the trace also tells every rule tried, interaction run and variable stored.</summary>
    public bool DetailedTrace { get; init; }

    /// <summary>The values of the context namespaces that the bots read (<see cref="BotProgram.ContextNamespaces"/>), by namespace and name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Context { get; init; }
}
