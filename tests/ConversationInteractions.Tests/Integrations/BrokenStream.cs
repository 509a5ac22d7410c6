namespace ConversationInteractions.Integrations;

/// <summary>Gives some bytes and then breaks.</summary>
internal sealed class BrokenStream(ReadOnlySpan<byte> beginning) : MemoryStream(beginning.ToArray())
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await base.ReadAsync(buffer, cancellationToken) is > 0 and int read ? read : throw new IOException("connection reset");
}
