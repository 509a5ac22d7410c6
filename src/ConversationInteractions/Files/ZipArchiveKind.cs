using System.Buffers.Binary;
using System.Text;

namespace ConversationInteractions.Files;

/// <summary>Tells Office documents from other ZIP archives by the names of their entries.</summary>
/// <remarks>
/// The names come from the archive's directory, as every reader of it takes them; where there is none (the stream cannot be moved about in, the end is missing), from
/// the entries' own headers among the leading bytes.
/// </remarks>
internal static class ZipArchiveKind
{
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
    private const int HeaderLength = 30;
    private const int HasLengthBehind = 0x08;

    private static ReadOnlySpan<byte> Header => "PK\u0003\u0004"u8;

    /// <summary>Finds the content word.</summary>
    /// <param name="leading">The first bytes.</param>
    /// <param name="content">All bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async ValueTask<string> RecognizeAsync(ReadOnlyMemory<byte> leading, Stream content, CancellationToken cancellationToken)
    {
        if (FindOpenDocument(leading.Span) is { } word)
        {
            return word;
        }
        IReadOnlyList<string>? directory = content.CanSeek ? await ZipDirectory.ReadNamesAsync(content, cancellationToken).ConfigureAwait(false) : null;
        return Recognize(directory ?? ReadHeaders(leading.Span));
    }

    private static string Recognize(IReadOnlyList<string> names)
    {
        bool isPackage = names.Any(name => Is(name, "[Content_Types].xml") || Is(name, "_rels/.rels"));
        // A document with macros has a type of its own (docm, xlsm, pptm); under another name it is none that Office would open.
        bool hasMacros = names.Any(name => name.EndsWith("/vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        if (!isPackage || hasMacros)
        {
            return LeadingBytes.Zip;
        }
        return (Has(names, "word/"), Has(names, "xl/"), Has(names, "ppt/")) switch
        {
            (true, false, false) => "docx",
            (false, true, false) => "xlsx",
            (false, false, true) => "pptx",
            _ => LeadingBytes.Zip,
        };
    }

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool Has(IReadOnlyList<string> names, string folder) => names.Any(name => name.StartsWith(folder, StringComparison.OrdinalIgnoreCase));

    /// <summary>An OpenDocument file begins with an uncompressed entry <c>mimetype</c>.</summary>
    private static string? FindOpenDocument(ReadOnlySpan<byte> leading)
    {
        if (leading.Length < HeaderLength || !leading.StartsWith(Header) || !leading[HeaderLength..].StartsWith("mimetype"u8))
        {
            return null;
        }
        ReadOnlySpan<byte> content = leading[Math.Min(leading.Length, HeaderLength + NameLength(leading) + ExtraLength(leading))..];
        int end = content.IndexOf("PK"u8);
        return Encoding.Latin1.GetString(end < 0 ? content : content[..end]) switch
        {
            OpenDocument + "text" => "odt",
            OpenDocument + "spreadsheet" => "ods",
            OpenDocument + "presentation" => "odp",
            _ => null,
        };
    }

    private static List<string> ReadHeaders(ReadOnlySpan<byte> leading)
    {
        List<string> names = [];
        while (leading.Length >= HeaderLength && leading.StartsWith(Header))
        {
            int nameEnd = HeaderLength + NameLength(leading);
            if (nameEnd > leading.Length)
            {
                break;
            }
            names.Add(Encoding.Latin1.GetString(leading[HeaderLength..nameEnd]));
            long dataStart = nameEnd + ExtraLength(leading);
            bool hasLengthBehind = (BinaryPrimitives.ReadUInt16LittleEndian(leading[6..]) & HasLengthBehind) is not 0;
            long next = dataStart + BinaryPrimitives.ReadUInt32LittleEndian(leading[18..]);
            leading = hasLengthBehind
                ? leading[NextHeader(leading, dataStart)..]
                : leading[(int)Math.Min(next, leading.Length)..];
        }
        return names;
    }

    private static int NextHeader(ReadOnlySpan<byte> leading, long start)
    {
        int from = (int)Math.Min(start, leading.Length);
        int found = leading[from..].IndexOf(Header);
        return found < 0 ? leading.Length : from + found;
    }

    private static ushort NameLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);

    private static ushort ExtraLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
}
