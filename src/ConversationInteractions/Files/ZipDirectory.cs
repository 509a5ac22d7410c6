using System.Buffers.Binary;
using System.Text;

namespace ConversationInteractions.Files;

/// <summary>The directory at the end of a ZIP archive.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LargestRead = 1024 * 1024;

    private static ReadOnlySpan<byte> End => "PK\u0005\u0006"u8;

    private static ReadOnlySpan<byte> Entry => "PK\u0001\u0002"u8;

    /// <summary>Reads the names of the entries; of a directory over 1 MiB only those at its beginning.</summary>
    /// <param name="content">The archive; can be moved about in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The names, or <see langword="null"/> where there is no directory or it is of the kind for archives over 4 GiB.</returns>
    public static async ValueTask<IReadOnlyList<string>?> ReadNamesAsync(Stream content, CancellationToken cancellationToken)
    {
        long length = content.Length;
        byte[] tail = await ReadAsync(content, Math.Max(0, length - EndLength - ushort.MaxValue), EndLength + ushort.MaxValue, cancellationToken).ConfigureAwait(false);
        int end = FindEnd(tail);
        if (end < 0)
        {
            return null;
        }
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if ((long)offset + size > length - tail.Length + end)
        {
            return null;
        }
        byte[] directory = await ReadAsync(content, offset, (int)Math.Min(size, LargestRead), cancellationToken).ConfigureAwait(false);
        return ReadEntries(directory);
    }

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (int end = tail.LastIndexOf(End); end >= 0; end = tail[..end].LastIndexOf(End))
        {
            // A comment may hold the same bytes; the true end is followed by exactly its comment.
            if (tail.Length - end >= EndLength && end + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 20)..]) == tail.Length)
            {
                return end;
            }
        }
        return -1;
    }

    private static List<string>? ReadEntries(ReadOnlySpan<byte> directory)
    {
        List<string> names = [];
        while (directory.Length >= EntryLength && directory.StartsWith(Entry))
        {
            int name = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int behind = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (EntryLength + name > directory.Length)
            {
                break;
            }
            names.Add(Encoding.Latin1.GetString(directory.Slice(EntryLength, name)));
            directory = directory[Math.Min(directory.Length, EntryLength + name + behind)..];
        }
        return names.Count is 0 ? null : names;
    }

    private static async ValueTask<byte[]> ReadAsync(Stream content, long offset, int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[(int)Math.Min(count, content.Length - offset)];
        content.Position = offset;
        int read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return bytes.AsSpan(0, read).ToArray();
    }
}
