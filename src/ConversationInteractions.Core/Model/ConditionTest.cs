namespace ConversationInteractions.Model;

/// <summary>What a condition asks of an answer or of a result. Closed: its kinds are the sealed records in this file.</summary>
public abstract record ConditionTest
{
    private protected ConditionTest()
    {
    }
}

/// <summary>The answer fits one of the patterns (behaviour 3).</summary>
/// <param name="Patterns">At least one pattern.</param>
public sealed record PatternTest(ValueList<string> Patterns) : ConditionTest;

/// <summary>The expression is found in the answer, case-sensitive as written (A5).</summary>
/// <param name="Expression">A regular expression without look-around and back-references.</param>
public sealed record RegexTest(string Expression) : ConditionTest;

/// <summary>The answer equals the value after trimming, ignoring case (A6).</summary>
/// <param name="Value">The value. A template.</param>
public sealed record EqualsTest(string Value) : ConditionTest;

/// <summary>The answer is the choice with that label (C4).</summary>
/// <param name="Label">The label as the author wrote it.</param>
public sealed record ChoiceTest(string Label) : ConditionTest;

/// <summary>The intent was recognised as good (C1).</summary>
/// <param name="Intent">The name of the intent.</param>
public sealed record IntentTest(string Intent) : ConditionTest;

/// <summary>The call or transfer ended that way.</summary>
/// <param name="Result">The result.</param>
public sealed record ResultTest(CallResult Result) : ConditionTest;

/// <summary>No other rule holds; tried last wherever it stands.</summary>
public sealed record NoMatchTest : ConditionTest;

/// <summary>How a call or transfer ended.</summary>
public enum CallResult
{
    /// <summary>It did what was asked.</summary>
    Success,

    /// <summary>It did not.</summary>
    Failure,

    /// <summary>It may or may not have taken effect (B5).</summary>
    Unknown,
}
