namespace ConversationInteractions.Model;

/// <summary>What a dialog is for. A bot has at most one of each kind but <see cref="Standard"/>.</summary>
public enum DialogKind
{
    /// <summary>Started by a pattern, an intent or a jump.</summary>
    Standard,

    /// <summary>Runs when nothing fits (behaviour 2.7).</summary>
    Fallback,

    /// <summary>Asks which of several fair intents was meant (C36).</summary>
    Disambiguation,

    /// <summary>Runs after too many fallback responses at one question (behaviour 2.9).</summary>
    AutoEscalation,
}
