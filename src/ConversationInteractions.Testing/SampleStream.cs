namespace ConversationInteractions.Testing;

/// <summary>Leading bytes followed by padding that repeats, up to a length; made as it is read.</summary>
internal sealed class SampleStream(byte[] leading, byte[] padding, long length) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        Span<byte> wanted = buffer[..(int)Math.Clamp(length - _position, 0, buffer.Length)];
        for (Span<byte> rest = wanted; rest.Length > 0;)
        {
            ReadOnlySpan<byte> source = _position < leading.Length
                ? leading.AsSpan((int)_position)
                : padding.AsSpan((int)((_position - leading.Length) % padding.Length));
            int copied = Math.Min(source.Length, rest.Length);
            source[..copied].CopyTo(rest);
            rest = rest[copied..];
            _position += copied;
        }
        return wanted.Length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new ValueTask<int>(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Begin, Current or End."),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("Sample content cannot be changed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Sample content cannot be changed.");
}
