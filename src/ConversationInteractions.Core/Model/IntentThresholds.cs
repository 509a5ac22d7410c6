namespace ConversationInteractions.Model;

/// <summary>The scores, 0 to 1, from which an intent counts as how good (C1). Only <see cref="Good"/> or better starts a dialog.</summary>
public sealed record IntentThresholds
{
    /// <summary>0.85 by default.</summary>
    public double VeryGood { get; init; } = 0.85;

    /// <summary>0.70 by default.</summary>
    public double Good { get; init; } = 0.70;

    /// <summary>0.50 by default; the disambiguation dialog offers intents from here on.</summary>
    public double FairPlus { get; init; } = 0.50;

    /// <summary>0.30 by default.</summary>
    public double Fair { get; init; } = 0.30;
}
