namespace ConversationInteractions.Language;

/// <summary>A pattern of a starter.</summary>
/// <param name="Pattern">The pattern.</param>
/// <param name="Order">The number of its dialog, 0 or more; the patterns of one starter share it.</param>
public readonly record struct Trigger(Pattern Pattern, int Order);
