namespace ConversationInteractions.Language;

/// <summary>
/// Which pairs of neighbouring characters a text has, as 256 bits by hash. A text can only hold literals whose signature lies within its
/// own, so most patterns that share a common literal are ruled out without being tried.
/// </summary>
internal readonly record struct TextSignature(ulong A, ulong B, ulong C, ulong D)
{
    public static TextSignature Of(ReadOnlySpan<char> text)
    {
        Span<ulong> bits = stackalloc ulong[4];
        for (int i = 1; i < text.Length; i++)
        {
            uint pair = unchecked(((text[i - 1] * 0x9E37u) + text[i]) * 0x9E3779B1u) >> 24;
            bits[(int)(pair >> 6)] |= 1UL << (int)(pair & 63);
        }
        return new TextSignature(bits[0], bits[1], bits[2], bits[3]);
    }

    /// <summary>The signature of all that a text must hold to fit an alternate.</summary>
    public static TextSignature Of(Alternate alternate)
    {
        TextSignature all = default;
        foreach (Range piece in alternate.Text.AsSpan().Split('*'))
        {
            all |= Of(alternate.Text.AsSpan(piece));
        }
        return all;
    }

    public static TextSignature operator |(TextSignature left, TextSignature right) =>
        new(left.A | right.A, left.B | right.B, left.C | right.C, left.D | right.D);

    public bool IsWithin(in TextSignature text) => ((A & ~text.A) | (B & ~text.B) | (C & ~text.C) | (D & ~text.D)) == 0;
}
