namespace ConversationInteractions.Language;

/// <summary>
/// A pattern without groups: literal pieces with a wildcard between each two. The first piece is what a text must begin with and the
/// last what it must end with, so either may be empty; a single piece is the whole text.
/// </summary>
internal sealed class Alternate
{
    private readonly string[] _pieces;
    private readonly int _minLength;

    /// <param name="text">Normalised literal characters and <c>*</c>.</param>
    public Alternate(string text)
    {
        string[] pieces = text.Split('*');
        // Wildcards in a row are one; only the two ends may be empty.
        _pieces = pieces.Length <= 2 ? pieces : [pieces[0], .. pieces[1..^1].Where(piece => piece.Length > 0), pieces[^1]];
        foreach (string piece in _pieces)
        {
            _minLength += piece.Length;
        }
    }

    public ReadOnlySpan<string> Pieces => _pieces;

    public bool IsExact => _pieces.Length == 1;

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (text.Length < _minLength)
        {
            return false;
        }
        string first = _pieces[0];
        if (_pieces.Length == 1)
        {
            return text.SequenceEqual(first);
        }
        string last = _pieces[^1];
        if (!text.StartsWith(first, StringComparison.Ordinal) || !text.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }
        // The earliest place for each piece leaves the most to the next wildcard, so there is never a reason to go back.
        text = text[first.Length..^last.Length];
        for (int i = 1; i < _pieces.Length - 1; i++)
        {
            int found = text.IndexOf(_pieces[i], StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }
            text = text[(found + _pieces[i].Length)..];
        }
        return true;
    }
}
