using System.Buffers;

namespace ConversationInteractions.Interpretation;

/// <summary>Takes bytes as they are written, in memory that is lent and goes back wiped, so that nothing of a conversation lingers in it.</summary>
internal sealed class RentedBuffer : IBufferWriter<byte>, IDisposable
{
    private const int Usual = 1_024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Usual);
    private int _count;

    public void Advance(int count) => _count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_count);
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _count).ToArray();

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
        _count = 0;
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - _count >= Math.Max(size, 1))
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _count + size));
        _bytes.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}
