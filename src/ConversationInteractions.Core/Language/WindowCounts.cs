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

    public void Add(string literal)
    {
        int width = LiteralWindow.WidthFor(literal.Length);
        for (int offset = 0; offset <= literal.Length - width; offset++)
        {
            Count(literal, offset, width)++;
        }
    }

    /// <summary>The piece, and the place in it, that tells the most; anchored pieces are those of an alternate, at least one not empty.</summary>
    public (IndexedLiteral Literal, int Offset) Rarest(ReadOnlySpan<string> pieces, bool anchored)
    {
        (int Piece, int Offset) best = default;
        long bestCost = long.MaxValue;
        for (int i = 0; i < pieces.Length; i++)
        {
            int width = LiteralWindow.WidthFor(pieces[i].Length);
            for (int offset = 0; offset <= pieces[i].Length - width; offset++)
            {
                // Narrow windows also occur by chance, in texts that no pattern was written for.
                long cost = (long)Count(pieces[i], offset, width) << (8 / width * 2);
                if (cost < bestCost)
                {
                    bestCost = cost;
                    best = (i, offset);
                }
            }
        }
        var place = (anchored, best.Piece) switch
        {
            (false, _) => LiteralPlace.Anywhere,
            (true, 0) => LiteralPlace.Start,
            (true, var piece) => piece == pieces.Length - 1 ? LiteralPlace.End : LiteralPlace.Anywhere,
        };
        return (new IndexedLiteral(pieces[best.Piece], place), best.Offset);
    }

    private ref int Count(string literal, int offset, int width) =>
        ref _counts[LiteralWindow.Hash(literal.AsSpan(offset), width) >> _shift];
}
