namespace ConversationInteractions.Language;

/// <summary>
/// A pattern without groups: literal pieces with a wildcard between each two. The first piece is what a text must begin with and the
/// last what it must end with, so either may be empty; a single piece is the whole text.
/// </summary>
internal sealed class Alternate
{
    private readonly string[] _pieces;

    /// <param name="text">Normalised literal characters and <c>*</c>.</param>
    public Alternate(ReadOnlySpan<char> text)
    {
        string[] pieces = new string[text.Count('*') + 1];
        int count = 0;
        foreach (Range range in text.Split('*'))
        {
            var piece = text[range];
            // Wildcards in a row are one; only the two ends may be empty.
            if (piece.Length > 0 || range.Start.Value == 0 || range.End.Value == text.Length)
            {
                pieces[count++] = piece.ToString();
                MinLength += piece.Length;
            }
        }
        _pieces = count == pieces.Length ? pieces : pieces[..count];
    }

    public ReadOnlySpan<string> Pieces => _pieces;

    /// <summary>The length of all pieces together.</summary>
    public int MinLength { get; }

    public bool IsExact => _pieces.Length == 1;

    /// <summary>The signature of its pieces.</summary>
    public TextSignature Signature
    {
        get
        {
            TextSignature all = default;
            foreach (string piece in _pieces)
            {
                all |= TextSignature.Of(piece);
            }
            return all;
        }
    }

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (text.Length < MinLength)
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
