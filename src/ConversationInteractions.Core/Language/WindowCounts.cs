namespace ConversationInteractions.Language;

/// <summary>How many literals share each window, counted by hash: a clash only makes a window seem commoner than it is.</summary>
internal sealed class WindowCounts
{
    private const int Bits = 18;

    private readonly int[] _counts = new int[1 << Bits];

    public void Add(string literal)
    {
        int width = LiteralWindow.WidthFor(literal.Length);
        for (int offset = 0; offset <= literal.Length - width; offset++)
        {
            Count(literal, offset, width)++;
        }
    }

    /// <summary>The literal, and the place in it, that tells the most.</summary>
    public (IndexedLiteral Literal, int Offset) Rarest(IndexedLiteral[] options)
    {
        var best = (options[0], 0);
        long bestCost = long.MaxValue;
        foreach (IndexedLiteral option in options)
        {
            int width = LiteralWindow.WidthFor(option.Text.Length);
            for (int offset = 0; offset <= option.Text.Length - width; offset++)
            {
                // Narrow windows also occur by chance in texts that no pattern was written for.
                long cost = (long)Count(option.Text, offset, width) << (8 / width * 2);
                if (cost < bestCost)
                {
                    bestCost = cost;
                    best = (option, offset);
                }
            }
        }
        return best;
    }

    private ref int Count(string literal, int offset, int width) =>
        ref _counts[LiteralWindow.Hash(literal.AsSpan(offset), width) >> (64 - Bits)];
}
