using System.Buffers;
using System.Text;

namespace ConversationInteractions.Integrations;

/// <summary>Reads an answer as text, never more of it than the limit and one byte, in memory that goes back wiped.</summary>
internal static class ResponseText
{
    private const int FirstBuffer = 4096;

    /// <summary>Reads to the end or to one byte over the limit.</summary>
    /// <param name="content">The answer.</param>
    /// <param name="maxBytes">The largest size that is accepted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The text, empty for bytes that are none; <see langword="null"/> where the answer is too large.</returns>
    public static async ValueTask<string?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int most = maxBytes + 1;
            long expected = Math.Min(content.Headers.ContentLength ?? FirstBuffer, maxBytes);
            byte[] buffer = ArrayPool<byte>.Shared.Rent((int)expected + 1);
            try
            {
                int length = 0;
                while (true)
                {
                    int read = await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, most) - length), cancellationToken).ConfigureAwait(false);
                    length += read;
                    if (read == 0)
                    {
                        return Decode(buffer.AsSpan(0, length), content.Headers.ContentType?.CharSet);
                    }

                    if (length == most)
                    {
                        return null;
                    }

                    if (length == buffer.Length)
                    {
                        buffer = Grow(buffer, most);
                    }
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
        }
    }

    private static byte[] Grow(byte[] buffer, int most)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, most));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        (Encoding encoding, int mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (FindEncoding(charset), 0),
        };
        string text = encoding.GetString(bytes[mark..]);

        // No text holds this character; pictures and archives do, and stores of conversations refuse it.
        return text.Contains('\0', StringComparison.Ordinal) ? "" : text;
    }

    private static Encoding FindEncoding(string? charset)
    {
        string name = charset?.Trim('"', '\'', ' ') ?? "";
        if (name.Length == 0 || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.UTF8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // A name nobody knows; UTF-8 shows what it can.
            return Encoding.UTF8;
        }
    }
}
