namespace ConversationInteractions.Runtime;

/// <summary>The ids of conversations and events.</summary>
internal static class ConversationIds
{
    private const int MaxLength = 200;

    public static void Check(string conversationId)
    {
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        if (conversationId.Length > MaxLength)
        {
            throw new ArgumentException($"A conversation id has at most {MaxLength} characters, this one has {conversationId.Length}.", nameof(conversationId));
        }

        if (HasHalfCharacter(conversationId))
        {
            throw new ArgumentException("A conversation id is well-formed text; this one holds half of a character (a surrogate without its other half).", nameof(conversationId));
        }
    }

    /// <summary>An id that a host gave, written so that it can never equal one that we make (<c>#4f…-7</c>, <c>m1/2</c>).</summary>
    public static string External(string id)
    {
        if (id.Length is 0 or > MaxLength)
        {
            throw new ArgumentException($"An event id has 1 to {MaxLength} characters, this one has {id.Length}.", nameof(id));
        }

        if (HasHalfCharacter(id))
        {
            throw new ArgumentException("An event id is well-formed text; this one holds half of a character (a surrogate without its other half).", nameof(id));
        }

        return id.AsSpan().IndexOfAny("%/#") < 0
            ? id
            : id.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
    }

    /// <summary>Halves of characters cannot be stored or sent: two ids could become one.</summary>
    private static bool HasHalfCharacter(ReadOnlySpan<char> id)
    {
        while (id.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and int at)
        {
            if (at + 1 >= id.Length || !char.IsSurrogatePair(id[at], id[at + 1]))
            {
                return true;
            }

            id = id[(at + 2)..];
        }

        return false;
    }
}
