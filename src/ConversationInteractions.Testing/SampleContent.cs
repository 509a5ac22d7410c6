using System.Text;

namespace ConversationInteractions.Testing;

/// <summary>Files made up for tests: streams of any size whose leading bytes are those of a kind of file.</summary>
/// <remarks>Only the leading bytes are real; what follows is padding, made as it is read, so five gigabytes take no memory. Thread-safe.</remarks>
public static class SampleContent
{
    private static readonly SortedDictionary<string, (byte[] Leading, byte[] Padding)> Samples = new(StringComparer.Ordinal)
    {
        ["pdf"] = ([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A], Zeros),
        ["jpeg"] = ([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF"u8, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00], Zeros),
        ["png"] = ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, .. "IHDR"u8], Zeros),
        ["gif"] = ("GIF89a"u8.ToArray(), Zeros),
        ["docx"] = ([.. ZipEntry("[Content_Types].xml", "<Types/>"), .. ZipEntry("word/document.xml", "<w:document/>")], Zeros),
        ["exe"] = ([.. "MZ"u8, 0x90, 0x00, 0x03, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0xFF, 0xFF], Zeros),
        ["text"] = ([], "The quick brown fox jumps over the lazy dog.\n"u8.ToArray()),
    };

    private static byte[] Zeros => new byte[4_096];

    /// <summary>The kinds there are: <c>docx</c>, <c>exe</c>, <c>gif</c>, <c>jpeg</c>, <c>pdf</c>, <c>png</c>, <c>text</c>.</summary>
    public static IReadOnlyCollection<string> Kinds => Samples.Keys;

    /// <summary>Makes a file.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="bytes">Its size; one that is too small for the leading bytes cuts them off.</param>
    /// <returns>A stream that can be read and moved about in, by one reader at a time.</returns>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static Stream Create(string kind, long bytes)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return Samples.TryGetValue(kind, out (byte[] Leading, byte[] Padding) sample)
            ? new SampleStream(sample.Leading, sample.Padding, bytes)
            : throw new ArgumentException($"No sample content of kind '{kind}'. Use one of: {string.Join(", ", Kinds)}.", nameof(kind));
    }

    private static byte[] ZipEntry(string name, string content)
    {
        using MemoryStream entry = new();
        using BinaryWriter writer = new(entry, Encoding.ASCII);
        writer.Write("PK\u0003\u0004"u8);
        writer.Write((short)20);                // version needed
        writer.Write(0);                        // flags, method: stored
        writer.Write(0);                        // time and date
        writer.Write(Crc32(content));
        writer.Write(content.Length);
        writer.Write(content.Length);
        writer.Write((short)name.Length);
        writer.Write((short)0);                 // extra field
        writer.Write(Encoding.ASCII.GetBytes(name + content));
        writer.Flush();
        return entry.ToArray();
    }

    private static uint Crc32(string content)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in Encoding.ASCII.GetBytes(content))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) is 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }
        return ~crc;
    }
}
