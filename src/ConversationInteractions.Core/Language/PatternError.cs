namespace ConversationInteractions.Language;

/// <summary>Why a pattern or exclude keyword cannot be read.</summary>
/// <param name="Message">Names the text, the cause and the cure.</param>
/// <param name="Position">The zero-based index in the text at which the cause lies.</param>
public sealed record PatternError(string Message, int Position);
