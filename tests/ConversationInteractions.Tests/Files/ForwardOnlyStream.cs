namespace ConversationInteractions.Tests.Files;

/// <summary>A stream as it comes from a network: no length, no way back, and perhaps trouble on the way.</summary>
internal sealed class ForwardOnlyStream(Stream inner, int mostAtOnce = int.MaxValue) : Stream
{
    public ForwardOnlyStream(byte[] bytes, int mostAtOnce = int.MaxValue)
        : this(new MemoryStream(bytes), mostAtOnce)
    {
    }

    /// <summary>Called with the number of bytes given so far before more are given; may throw or cancel.</summary>
    public Action<long>? BeforeRead { get; init; }

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        BeforeRead?.Invoke(BytesRead);
        int read = inner.Read(buffer[..Math.Min(buffer.Length, mostAtOnce)]);
        BytesRead += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
