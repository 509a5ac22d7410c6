using System.Numerics;

namespace ConversationInteractions.Language;

/// <summary>The literals that are recognised by windows of one width: a bit filter before a table of chains.</summary>
internal sealed class LiteralTable
{
    private readonly int _width;
    private readonly Slot[] _slots;
    private readonly ulong[] _filter;
    private readonly int _filterShift;
    private readonly int[] _heads;
    private readonly int _headShift;

    /// <param name="width">The width of the windows.</param>
    /// <param name="literals">The literals with their numbers and the offsets of their windows.</param>
    public LiteralTable(int width, IReadOnlyList<(int Number, IndexedLiteral Literal, int Offset)> literals)
    {
        _width = width;
        // Sixteen bits per literal let few wrong windows through; two chains per literal keep the chains short.
        int headBits = BitOperations.Log2((uint)literals.Count) + 2;
        _headShift = 64 - headBits;
        _heads = new int[1 << headBits];
        Array.Fill(_heads, -1);
        int filterBits = Math.Max(6, headBits + 3);
        _filterShift = 64 - filterBits;
        _filter = new ulong[1 << (filterBits - 6)];
        _slots = new Slot[literals.Count];
        for (int i = literals.Count - 1; i >= 0; i--)
        {
            var (number, literal, offset) = literals[i];
            ulong hash = LiteralWindow.Hash(literal.Text.AsSpan(offset), width);
            ulong bit = hash >> _filterShift;
            _filter[bit >> 6] |= 1UL << (int)(bit & 63);
            ref int head = ref _heads[hash >> _headShift];
            _slots[i] = new Slot(literal, (uint)(hash & uint.MaxValue), number, offset, head);
            head = i;
        }
    }

    /// <summary>Adds the entries of all literals that a text holds.</summary>
    public void Collect(ReadOnlySpan<char> text, LiteralEntries entries, ref CandidateList candidates)
    {
        switch (_width)
        {
            case 8:
                Collect<LiteralWindow.Eight>(text, entries, ref candidates);
                break;
            case 4:
                Collect<LiteralWindow.Four>(text, entries, ref candidates);
                break;
            case 3:
                Collect<LiteralWindow.Three>(text, entries, ref candidates);
                break;
            case 2:
                Collect<LiteralWindow.Two>(text, entries, ref candidates);
                break;
            default:
                Collect<LiteralWindow.One>(text, entries, ref candidates);
                break;
        }
    }

    private void Collect<TWidth>(ReadOnlySpan<char> text, LiteralEntries entries, ref CandidateList candidates)
        where TWidth : struct, LiteralWindow.IWidth
    {
        ulong[] filter = _filter;
        int shift = _filterShift;
        for (int position = 0; position <= text.Length - TWidth.Characters; position++)
        {
            ulong hash = LiteralWindow.Hash<TWidth>(text[position..]);
            ulong bit = hash >> shift;
            if ((filter[bit >> 6] & (1UL << (int)(bit & 63))) != 0)
            {
                Follow(hash, text, position, entries, ref candidates);
            }
        }
    }

    private void Follow(ulong hash, ReadOnlySpan<char> text, int position, LiteralEntries entries, ref CandidateList candidates)
    {
        uint check = (uint)(hash & uint.MaxValue);
        int next = _heads[hash >> _headShift];
        while (next >= 0)
        {
            ref readonly Slot slot = ref _slots[next];
            if (slot.Check == check && slot.Literal.IsAt(text, position - slot.Offset) && candidates.Wants(slot.Number, entries.Literals))
            {
                entries.Collect(slot.Number, text, ref candidates);
            }
            next = slot.Next;
        }
    }

    private readonly record struct Slot(IndexedLiteral Literal, uint Check, int Number, int Offset, int Next);
}
