namespace ConversationInteractions.Model;

/// <summary>Says something and waits for one answer, which its rules judge.</summary>
public sealed record Question : Interaction
{
    /// <summary>What is said; a plain string will do.</summary>
    public required Content Content { get; init; }

    /// <summary>What the consumer may pick from; empty for a free answer.</summary>
    public ValueList<Choice> Choices { get; init; } = [];

    /// <summary>How a channel should show the choices.</summary>
    public ChoiceDisplay Display { get; init; }

    /// <summary>What is said when the answer fits neither a rule nor a starter (A16). A template.</summary>
    public string? FallbackResponse { get; init; }

    /// <summary>What may follow, depending on the answer. Without rules any answer is accepted (A15).</summary>
    public ValueList<Rule> Rules { get; init; } = [];
}
