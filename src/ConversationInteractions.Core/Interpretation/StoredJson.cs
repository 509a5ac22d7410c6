using System.Text.Json;

namespace ConversationInteractions.Interpretation;

/// <summary>What the readers of stored forms have in common.</summary>
internal static class StoredJson
{
    /// <summary>
    /// Whether reading failed for what was stored, and not for the reader: no JSON, a value of another kind, a word or property that is missing, half a character, a number or a time
    /// out of range.
    /// </summary>
    public static bool IsDamage(Exception problem) =>
        problem is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException or OverflowException;
}
