using ConversationInteractions.Language;

namespace ConversationInteractions.Interpretation;

/// <summary>
/// How values stand in the context store: a text as it is, an object or array as its JSON behind one blank (C35). A text that would look like that, blanks and then an opening
/// brace or bracket, has one blank more. Hosts that read or write such values themselves may use it.
/// </summary>
public static class ContextText
{
    private const char Mark = ' ';

    /// <summary>How a value is kept.</summary>
    /// <param name="value">The value; a list is its texts joined with ", ".</param>
    public static string Write(Value value) => value.IsJson || BlanksBeforeJson(value.Joined) > 0 ? Mark + value.Joined : value.Joined;

    /// <summary>The value that was kept; its JSON is not checked.</summary>
    /// <param name="kept">What the store holds.</param>
    /// <exception cref="ArgumentNullException"><paramref name="kept"/> is <see langword="null"/>.</exception>
    public static Value Read(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return BlanksBeforeJson(kept) switch
        {
            0 => kept,
            1 => Value.FromJson(kept[1..]),
            _ => kept[1..],
        };
    }

    /// <summary>How many blanks stand before an opening brace or bracket; 0 where there is none.</summary>
    private static int BlanksBeforeJson(string text)
    {
        int blanks = text.AsSpan().IndexOfAnyExcept(Mark);
        return blanks > 0 && text[blanks] is '{' or '[' ? blanks : 0;
    }
}
