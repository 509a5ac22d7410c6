using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Interpretation;

/// <summary>A dialog that is not finished.</summary>
public sealed record DialogFrame
{
    /// <summary>The name of the dialog.</summary>
    public required string Dialog { get; init; }

    /// <summary>The interaction where it stands: its name, or <c>Dialog#position</c>.</summary>
    public required string Interaction { get; init; }

    /// <summary>For an interaction without a name: the hash of its content, by which it is found again (B10).</summary>
    public string? ContentHash { get; init; }

    /// <summary>Variables that live as long as the dialog (A32).</summary>
    public ValueMap<Value> Variables { get; init; } = [];

    /// <summary>How many fallback responses in a row its question gave (behaviour 2.9).</summary>
    public int Fallbacks { get; init; }

    /// <summary>The intents that its question offers, in a disambiguation dialog (C36).</summary>
    public ValueList<RecognizedIntent> Offered { get; init; } = [];
}
