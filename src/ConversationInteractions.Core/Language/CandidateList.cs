using System.Buffers;

namespace ConversationInteractions.Language;

/// <summary>
/// Collects entries to be tried. While they are few, in a buffer of the caller and with repeats; then in pooled arrays, and from then on a
/// literal is taken once only, so that a message that repeats one cannot fill the memory.
/// </summary>
internal ref struct CandidateList(Span<int> buffer)
{
    private Span<int> _buffer = buffer;
    private int[]? _rented;
    private ulong[]? _seen;
    private int _count;
    private TextSignature _signature;
    private bool _isSigned;

    /// <summary>Whether a literal is to be taken; says no to one that was taken since the list has become long.</summary>
    public bool Wants(int literal, int literals)
    {
        if (_rented is null)
        {
            return true;
        }
        if (_seen is null)
        {
            _seen = ArrayPool<ulong>.Shared.Rent((literals / 64) + 1);
            Array.Clear(_seen);
        }
        ulong bit = 1UL << (literal & 63);
        bool isNew = (_seen[literal >> 6] & bit) == 0;
        _seen[literal >> 6] |= bit;
        return isNew;
    }

    /// <summary>The signature of the text that is matched, taken when it is first needed.</summary>
    public TextSignature SignatureOf(ReadOnlySpan<char> text)
    {
        if (!_isSigned)
        {
            _signature = TextSignature.Of(text);
            _isSigned = true;
        }
        return _signature;
    }

    public void Add(ReadOnlySpan<int> entries)
    {
        if (entries.Length > _buffer.Length - _count)
        {
            Grow(entries.Length);
        }
        entries.CopyTo(_buffer[_count..]);
        _count += entries.Length;
    }

    /// <summary>All that was collected, ascending and each once.</summary>
    public ReadOnlySpan<int> Sort()
    {
        Span<int> sorted = _buffer[.._count];
        if (_count < 2)
        {
            return sorted;
        }
        sorted.Sort();
        int distinct = 1;
        for (int i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[distinct - 1])
            {
                sorted[distinct++] = sorted[i];
            }
        }
        _count = distinct;
        return sorted[..distinct];
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
        if (_seen is not null)
        {
            ArrayPool<ulong>.Shared.Return(_seen);
        }
        this = default;
    }

    private void Grow(int more)
    {
        int[] larger = ArrayPool<int>.Shared.Rent(Math.Max(_count + more, _buffer.Length * 2));
        _buffer[.._count].CopyTo(larger);
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
        _buffer = _rented = larger;
    }
}
