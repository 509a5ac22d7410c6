namespace ConversationInteractions.Interpretation;

/// <summary>Why the interpreter went where it went, or what it noticed.</summary>
/// <param name="Code">A stable word, see <see cref="TraceCodes"/>.</param>
/// <param name="Place">The interaction or integration it is about.</param>
/// <param name="Detail">More for a person to read; may hold the consumer's words.</param>
public sealed record TraceEvent(string Code, string? Place = null, string? Detail = null);
