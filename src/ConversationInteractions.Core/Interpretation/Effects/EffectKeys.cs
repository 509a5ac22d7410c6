using System.Globalization;

namespace ConversationInteractions.Interpretation;

/// <summary>The idempotency keys of effects: <c>conversation/event/n</c>, never one for two decisions (B3).</summary>
public static class EffectKeys
{
    /// <summary>Makes a key. A slash in the conversation's id is written otherwise, so that the keys of two conversations cannot meet.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="eventId">The event that was handled.</param>
    /// <param name="number">The number of the effect in its step, from 1.</param>
    public static string Make(string conversationId, string eventId, int number)
    {
        ArgumentNullException.ThrowIfNull(conversationId);
        string id = conversationId.AsSpan().IndexOfAny('%', '/') < 0
            ? conversationId
            : conversationId.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{id}/{eventId}/{number}");
    }

    /// <summary>The id of the event that answers an effect: its key without the conversation.</summary>
    /// <param name="key">The key of the effect.</param>
    public static string ResultEventId(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Whether an event answers the effect with that key.</summary>
    internal static bool IsResultOf(string eventId, string key) => key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1).SequenceEqual(eventId);
}
