using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ConversationInteractions.Files;

/// <summary>Whether bytes are text.</summary>
internal static class PlainText
{
    private delegate OperationStatus Decode(ReadOnlySpan<byte> bytes, out Rune rune, out int length);

    /// <summary>Whether bytes are UTF-8, or UTF-16 with a byte order mark, without control characters other than tab, line and page breaks. No bytes are no text.</summary>
    /// <param name="leading">The first bytes.</param>
    /// <param name="isWhole">Whether these are all bytes; where they are not, a character may be cut at their end.</param>
    public static bool IsText(ReadOnlySpan<byte> leading, bool isWhole) => leading switch
    {
        [] => false,
        [0xFF, 0xFE, .. var rest] => IsText(rest, isWhole, DecodeLittleEndian),
        [0xFE, 0xFF, .. var rest] => IsText(rest, isWhole, DecodeBigEndian),
        _ => IsText(leading, isWhole, Rune.DecodeFromUtf8),
    };

    private static bool IsText(ReadOnlySpan<byte> bytes, bool isWhole, Decode decode)
    {
        while (bytes.Length > 0)
        {
            switch (decode(bytes, out Rune rune, out int length))
            {
                case OperationStatus.Done when IsTextual(rune):
                    bytes = bytes[length..];
                    break;
                case OperationStatus.NeedMoreData:
                    return !isWhole;
                default:
                    return false;
            }
        }
        return true;
    }

    private static bool IsTextual(Rune rune) => !Rune.IsControl(rune) || rune.Value is '\t' or '\n' or '\f' or '\r' or 0x85;

    private static OperationStatus DecodeLittleEndian(ReadOnlySpan<byte> bytes, out Rune rune, out int length) =>
        DecodeUtf16(bytes, isBigEndian: false, out rune, out length);

    private static OperationStatus DecodeBigEndian(ReadOnlySpan<byte> bytes, out Rune rune, out int length) =>
        DecodeUtf16(bytes, isBigEndian: true, out rune, out length);

    private static OperationStatus DecodeUtf16(ReadOnlySpan<byte> bytes, bool isBigEndian, out Rune rune, out int length)
    {
        Span<char> units = stackalloc char[2];
        int count = Math.Min(bytes.Length / 2, 2);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> unit = bytes[(i * 2)..];
            units[i] = (char)(isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(unit) : BinaryPrimitives.ReadUInt16LittleEndian(unit));
        }
        OperationStatus status = Rune.DecodeFromUtf16(units[..count], out rune, out int unitsRead);
        length = unitsRead * 2;
        return status;
    }
}
