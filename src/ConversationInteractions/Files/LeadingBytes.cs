using System.Buffers.Binary;

namespace ConversationInteractions.Files;

/// <summary>The signatures of files.</summary>
internal static class LeadingBytes
{
    public const string Zip = "zip";

    private static readonly (string Word, byte[] Signature)[] Unmistakable =
    [
        ("pdf", "%PDF-"u8.ToArray()),
        ("jpeg", [0xFF, 0xD8, 0xFF]),
        ("png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]),
        ("gif", "GIF87a"u8.ToArray()),
        ("gif", "GIF89a"u8.ToArray()),
        ("tiff", [.. "II"u8, 0x2A, 0x00]),
        ("tiff", [.. "MM"u8, 0x00, 0x2A]),
        ("rtf", @"{\rtf"u8.ToArray()),
        ("ole", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (Zip, [.. "PK"u8, 0x03, 0x04]),
        (Zip, [.. "PK"u8, 0x05, 0x06]),             // an empty archive
        ("exe", [0x7F, .. "ELF"u8]),
        ("exe", [0xFE, 0xED, 0xFA, 0xCE]),          // Mach-O in its four orders, and for several machines
        ("exe", [0xFE, 0xED, 0xFA, 0xCF]),
        ("exe", [0xCE, 0xFA, 0xED, 0xFE]),
        ("exe", [0xCF, 0xFA, 0xED, 0xFE]),
        ("exe", [0xCA, 0xFE, 0xBA, 0xBE]),
        ("exe", "#!/"u8.ToArray()),
        ("exe", "#! /"u8.ToArray()),
    ];

    /// <summary>Finds the content word; <see cref="Zip"/> for every archive.</summary>
    /// <param name="leading">The first bytes.</param>
    /// <param name="isWhole">Whether these are all bytes.</param>
    public static string? Recognize(ReadOnlySpan<byte> leading, bool isWhole)
    {
        foreach ((string word, byte[] signature) in Unmistakable)
        {
            if (leading.StartsWith(signature))
            {
                return word;
            }
        }
        return Container(leading)
            ?? (PlainText.IsText(leading, isWhole) ? "text" : null)
            ?? Ambiguous(leading);
    }

    private static string? Container(ReadOnlySpan<byte> leading)
    {
        if (leading.Length < 12)
        {
            return null;
        }
        if (leading.StartsWith("RIFF"u8))
        {
            ReadOnlySpan<byte> form = leading.Slice(8, 4);
            return form.SequenceEqual("WEBP"u8) ? "webp" : form.SequenceEqual("WAVE"u8) ? "wav" : null;
        }
        return leading.Slice(4, 4).SequenceEqual("ftyp"u8) ? Media(leading) : null;
    }

    /// <summary>ISO base media: the brands of the first box tell films and pictures apart.</summary>
    private static string? Media(ReadOnlySpan<byte> leading)
    {
        int size = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(leading), (uint)leading.Length);
        ReadOnlySpan<byte> major = leading.Slice(8, 4);
        if (major.SequenceEqual("qt  "u8))
        {
            return "mov";
        }
        bool isPicture = major.SequenceEqual("mif1"u8) || major.SequenceEqual("msf1"u8);
        string? word = Brand(major);
        for (int at = 16; at + 4 <= size && word is null; at += 4)
        {
            string? brand = Brand(leading.Slice(at, 4));
            word = isPicture && brand is "mp4" ? null : brand;
        }
        return word;
    }

    private static string? Brand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) ? "heic"
        : brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("M4"u8)
            || brand.SequenceEqual("avc1"u8) || brand.SequenceEqual("dash"u8) || brand.SequenceEqual("MSNV"u8) ? "mp4"
        : null;

    /// <summary>Signatures so short that a text may begin with one.</summary>
    private static string? Ambiguous(ReadOnlySpan<byte> leading) =>
        leading.StartsWith("MZ"u8) ? "exe"
        : leading.StartsWith("ID3"u8) || IsMp3Frame(leading) ? "mp3"
        : IsBitmap(leading) ? "bmp"
        : null;

    private static bool IsMp3Frame(ReadOnlySpan<byte> leading) =>
        leading.Length >= 4
        && leading[0] is 0xFF && (leading[1] & 0xE6) is 0xE2 && (leading[1] & 0x18) is not 0x08    // sync, layer III, a version that exists
        && (leading[2] & 0xF0) is not 0xF0 && (leading[2] & 0x0C) is not 0x0C;                     // a bit rate and a sampling rate that exist

    private static bool IsBitmap(ReadOnlySpan<byte> leading) =>
        leading.Length >= 18
        && leading.StartsWith("BM"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(leading[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124;    // the sizes that headers have
}
