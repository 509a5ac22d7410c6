namespace ConversationInteractions.Model;

/// <summary>When its condition holds: stores values, may say something and decides where the flow goes.</summary>
public sealed record Rule
{
    /// <summary>A name for traces.</summary>
    public string? Name { get; init; }

    /// <summary>When the rule holds; an empty condition always does.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>Values to store by variable name. Templates.</summary>
    public ValueMap<string> Set { get; init; } = [];

    /// <summary>How long the stored values are kept. <see cref="VariableScope.Session"/> by default.</summary>
    public VariableScope Scope { get; init; } = VariableScope.Session;

    /// <summary>What is said before the next action. A template.</summary>
    public string? Message { get; init; }

    /// <summary>Where the flow goes.</summary>
    public NextAction Next { get; init; } = NextAction.Next;
}
