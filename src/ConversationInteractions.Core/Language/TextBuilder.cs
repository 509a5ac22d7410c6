using System.Buffers;

namespace ConversationInteractions.Language;

/// <summary>Builds a text in a buffer that the caller provides, and in a pooled one, which goes back wiped, where that is too small.</summary>
internal ref struct TextBuilder(Span<char> buffer)
{
    private Span<char> _buffer = buffer;
    private char[]? _rented;
    private int _length;

    public void Append(char c)
    {
        if (_length == _buffer.Length)
        {
            Grow(1);
        }
        _buffer[_length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Grow(text.Length);
        }
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    /// <summary>What has been written; valid until more is.</summary>
    public readonly Span<char> Written => _buffer[.._length];

    public void Clear()
    {
        Wipe();
        _length = 0;
    }

    public readonly override string ToString() => _buffer[.._length].ToString();

    public void Dispose()
    {
        Return();
        this = default;
    }

    private void Grow(int more)
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + more, _buffer.Length * 2));
        _buffer[.._length].CopyTo(larger);
        Return();
        _buffer = _rented = larger;
    }

    private readonly void Return()
    {
        if (_rented is not null)
        {
            Wipe();
            ArrayPool<char>.Shared.Return(_rented);
        }
    }

    private readonly void Wipe()
    {
        if (_rented is not null)
        {
            _rented.AsSpan(0, _length).Clear();
        }
    }
}
