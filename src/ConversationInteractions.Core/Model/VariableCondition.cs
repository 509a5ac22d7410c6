namespace ConversationInteractions.Model;

/// <summary>What a rule asks of a variable. Compared ordinally, case counts (C32).</summary>
/// <param name="Name">A variable, <c>integration.field</c>, or a reference such as <c>$userMessage</c>.</param>
/// <param name="Operator">How to compare.</param>
/// <param name="Value">What to compare with. A template, except for <see cref="VariableOperator.Matches"/> (a pattern) and <see cref="VariableOperator.Exists"/> (<c>true</c> or <c>false</c>).</param>
public sealed record VariableCondition(string Name, VariableOperator Operator, string Value);

/// <summary>How a variable is compared (A8).</summary>
public enum VariableOperator
{
    /// <summary>The same text.</summary>
    EqualTo,

    /// <summary>Another text.</summary>
    NotEqualTo,

    /// <summary>The variable holds the value somewhere.</summary>
    Contains,

    /// <summary>The variable holds the value nowhere.</summary>
    NotContains,

    /// <summary>The variable begins with the value.</summary>
    StartsWith,

    /// <summary>The variable ends with the value.</summary>
    EndsWith,

    /// <summary>Greater; as numbers where both are, else ordinal.</summary>
    GreaterThan,

    /// <summary>Less; as numbers where both are, else ordinal.</summary>
    LessThan,

    /// <summary>The variable fits a pattern (behaviour 3).</summary>
    Matches,

    /// <summary>The variable has a value, or has none.</summary>
    Exists,
}
