namespace ConversationInteractions.Language;

/// <summary>A part of a template: either a literal text or a reference, the other is null.</summary>
/// <param name="Literal">The text, its doubled braces already made single.</param>
/// <param name="Reference">The reference.</param>
public readonly record struct TemplatePart(string? Literal, Reference? Reference);
