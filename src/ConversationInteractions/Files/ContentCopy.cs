using System.Buffers;

namespace ConversationInteractions.Files;

/// <summary>Copies content piece by piece, never more of it than is of interest.</summary>
internal static class ContentCopy
{
    private const int PieceLength = 80 * 1024;

    /// <summary>Copies up to one byte over a limit.</summary>
    /// <param name="source">Where the bytes come from.</param>
    /// <param name="destination">Where they go.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="copied">Sees each piece after it was written.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many bytes were copied; the limit + 1 means that there are more than it.</returns>
    public static async ValueTask<long> CopyAsync(
        Stream source,
        Stream destination,
        long maxBytes,
        Action<ReadOnlyMemory<byte>>? copied,
        CancellationToken cancellationToken)
    {
        long wanted = maxBytes is long.MaxValue ? maxBytes : maxBytes + 1;
        long total = 0;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            while (total < wanted)
            {
                Memory<byte> room = buffer.AsMemory(0, (int)Math.Min(PieceLength, wanted - total));
                int read = await source.ReadAsync(room, cancellationToken).ConfigureAwait(false);
                if (read is 0)
                {
                    break;
                }
                await destination.WriteAsync(room[..read], cancellationToken).ConfigureAwait(false);
                total += read;
                copied?.Invoke(room[..read]);
            }
            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
