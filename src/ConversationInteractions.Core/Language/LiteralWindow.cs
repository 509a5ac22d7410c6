using System.Runtime.InteropServices;

namespace ConversationInteractions.Language;

/// <summary>
/// A few characters of fixed width at which literals are recognised in a text. The widths are those that are read at once.
/// </summary>
internal static class LiteralWindow
{
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private const ulong OtherOdd = 0xC2B2AE3D27D4EB4F;

    /// <summary>All widths, widest first.</summary>
    public static ReadOnlySpan<int> Widths => [8, 4, 2, 1];

    /// <summary>The widest window that a literal of a length has.</summary>
    public static int WidthFor(int length) => length switch
    {
        >= 8 => 8,
        >= 4 => 4,
        >= 2 => 2,
        _ => 1,
    };

    /// <summary>A hash of the first characters; its high bits are the good ones.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, int width)
    {
        var bytes = MemoryMarshal.AsBytes(text);
        ulong characters = width switch
        {
            8 => unchecked((MemoryMarshal.Read<ulong>(bytes) * OtherOdd) ^ MemoryMarshal.Read<ulong>(bytes[8..])),
            4 => MemoryMarshal.Read<ulong>(bytes),
            2 => MemoryMarshal.Read<uint>(bytes),
            _ => text[0],
        };
        characters ^= characters >> 29;
        return unchecked(characters * Odd);
    }
}
