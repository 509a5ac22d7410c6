namespace ConversationInteractions.Model;

/// <summary>Says which utterances start its dialog. First in the dialog, at most one.</summary>
public sealed record DialogStarter : Interaction
{
    /// <summary>Patterns (behaviour 3); any one that fits the whole utterance suffices.</summary>
    public ValueList<string> Patterns { get; init; } = [];

    /// <summary>Keywords or patterns that keep the dialog from starting (A4).</summary>
    public ValueList<string> Excludes { get; init; } = [];

    /// <summary>Names of intents that start the dialog when they are recognised as good (C1).</summary>
    public ValueList<string> Intents { get; init; } = [];
}
