using System.Numerics;

namespace ConversationInteractions.Language;

/// <summary>How many literals share each window, counted by hash: a clash only makes a window seem commoner than it is.</summary>
internal sealed class WindowCounts
{
    private readonly int[] _counts;
    private readonly int _shift;

    /// <param name="literals">About how many literals will be added.</param>
    public WindowCounts(int literals)
    {
        // A literal has a dozen windows or so, of which many are alike.
        int bits = Math.Clamp(BitOperations.Log2((uint)literals + 1) + 4, 8, 20);
        _counts = new int[1 << bits];
        _shift = 64 - bits;
    }

    /// <summary>Counts the windows of literals with <c>*</c> between them.</summary>
    public void Add(ReadOnlySpan<char> literals)
    {
        foreach (Range range in literals.Split('*'))
        {
            ReadOnlySpan<char> literal = literals[range];
            int width = LiteralWindow.WidthFor(literal.Length);
            for (int offset = 0; offset <= literal.Length - width; offset++)
            {
                Count(literal[offset..], width)++;
            }
        }
    }

    /// <summary>Of literals with <c>*</c> between them, of which one is not empty, the one that tells the most, and the window in it that does.</summary>
    public (Range Literal, int Offset) Rarest(ReadOnlySpan<char> literals)
    {
        (Range, int) best = default;
        long bestCost = long.MaxValue;
        foreach (Range range in literals.Split('*'))
        {
            ReadOnlySpan<char> literal = literals[range];
            int width = LiteralWindow.WidthFor(literal.Length);
            for (int offset = 0; offset <= literal.Length - width; offset++)
            {
                // Narrow windows also occur by chance, in texts that no pattern was written for.
                long cost = (long)Count(literal[offset..], width) << (16 / width);
                if (cost < bestCost)
                {
                    bestCost = cost;
                    best = (range, offset);
                }
            }
        }
        return best;
    }

    private ref int Count(ReadOnlySpan<char> text, int width) => ref _counts[LiteralWindow.Hash(text, width) >> _shift];
}
