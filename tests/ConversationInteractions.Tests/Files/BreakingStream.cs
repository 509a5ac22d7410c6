namespace ConversationInteractions.Tests.Files;

/// <summary>The stream of a consumer whose connection breaks after some bytes.</summary>
internal sealed class BreakingStream(Stream content, long after) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => content.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        long left = after - content.Position;
        return left > 0 ? content.Read(buffer, offset, (int)Math.Min(count, left)) : throw new IOException("The consumer has gone.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
