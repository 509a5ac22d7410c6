namespace ConversationInteractions.Language;

/// <summary>
/// A pattern without groups: normalised literal characters, and <c>*</c> for wildcards. It stays one text, because the index tries
/// alternates that no cache holds: following few references is what makes that fast.
/// </summary>
internal readonly record struct Alternate(string Text)
{
    public bool IsExact => !Text.Contains('*', StringComparison.Ordinal);

    public bool HasLiteral => Text.AsSpan().ContainsAnyExcept('*');

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = Text;
        int literal = rest.IndexOf('*');
        if (literal < 0)
        {
            return text.SequenceEqual(rest);
        }
        if (!text.StartsWith(rest[..literal], StringComparison.Ordinal))
        {
            return false;
        }
        text = text[literal..];
        rest = rest[(literal + 1)..];
        while (rest.IndexOf('*') is >= 0 and var length)
        {
            // The earliest place leaves the most to the next wildcard, so there is never a reason to go back.
            int found = text.IndexOf(rest[..length], StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }
            text = text[(found + length)..];
            rest = rest[(length + 1)..];
        }
        return text.EndsWith(rest, StringComparison.Ordinal);
    }
}
