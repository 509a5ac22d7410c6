namespace ConversationInteractions.Language;

/// <summary>Where in a text a literal must be.</summary>
internal enum LiteralPlace
{
    Anywhere,
    Start,
    End,
}

/// <summary>A literal that a text must hold for some pattern to match.</summary>
internal readonly record struct IndexedLiteral(string Text, LiteralPlace Place)
{
    /// <summary>Whether a text holds the literal at a position, which may lie outside of the text.</summary>
    public bool IsAt(ReadOnlySpan<char> text, int position) =>
        position >= 0 && position <= text.Length - Text.Length
        && (Place is not LiteralPlace.Start || position == 0)
        && (Place is not LiteralPlace.End || position == text.Length - Text.Length)
        && text.Slice(position, Text.Length).SequenceEqual(Text);
}
