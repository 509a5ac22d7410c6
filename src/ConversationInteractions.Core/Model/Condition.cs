namespace ConversationInteractions.Model;

/// <summary>When a rule holds: its test and every one of its variable conditions must.</summary>
public sealed record Condition
{
    /// <summary>The condition that always holds.</summary>
    public static Condition Always { get; } = new();

    /// <summary>What is asked of the answer or result; nothing by default.</summary>
    public ConditionTest? Test { get; init; }

    /// <summary>Keywords or patterns that keep the condition from holding (A4); beside a pattern or regular expression only.</summary>
    public ValueList<string> Excludes { get; init; } = [];

    /// <summary>What is asked of variables; all must hold (A7).</summary>
    public ValueList<VariableCondition> Variables { get; init; } = [];

    /// <summary>A condition with just a test.</summary>
    /// <param name="test">The test.</param>
    public static implicit operator Condition(ConditionTest test) => new() { Test = test };
}
