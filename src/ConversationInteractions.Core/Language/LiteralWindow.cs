using System.Runtime.InteropServices;

namespace ConversationInteractions.Language;

/// <summary>
/// A few characters at which literals are recognised in a text: as many as are read at once, and as the literal has.
/// </summary>
internal static class LiteralWindow
{
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private const ulong OtherOdd = 0xC2B2AE3D27D4EB4F;

    /// <summary>The widest window that a literal of a length has.</summary>
    public static int WidthFor(int length) => length switch
    {
        >= 8 => 8,
        >= 4 => 4,
        3 => 3,
        2 => 2,
        _ => 1,
    };

    /// <summary>A hash of the first characters; its high bits are the good ones.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, int width) => width switch
    {
        8 => Hash<Eight>(text),
        4 => Hash<Four>(text),
        3 => Hash<Three>(text),
        2 => Hash<Two>(text),
        _ => Hash<One>(text),
    };

    /// <summary>The same, where the compiler knows the width.</summary>
    public static ulong Hash<TWidth>(ReadOnlySpan<char> text)
        where TWidth : struct, IWidth
    {
        ulong characters = TWidth.Read(MemoryMarshal.AsBytes(text));
        characters ^= characters >> 29;
        return unchecked(characters * Odd);
    }

    /// <summary>A number of characters that is read at once.</summary>
    public interface IWidth
    {
        static abstract int Characters { get; }

        static abstract ulong Read(ReadOnlySpan<byte> text);
    }

    public readonly struct Eight : IWidth
    {
        public static int Characters => 8;

        public static ulong Read(ReadOnlySpan<byte> text) =>
            unchecked((MemoryMarshal.Read<ulong>(text) * OtherOdd) ^ MemoryMarshal.Read<ulong>(text[8..]));
    }

    public readonly struct Four : IWidth
    {
        public static int Characters => 4;

        public static ulong Read(ReadOnlySpan<byte> text) => MemoryMarshal.Read<ulong>(text);
    }

    public readonly struct Three : IWidth
    {
        public static int Characters => 3;

        public static ulong Read(ReadOnlySpan<byte> text) =>
            ((ulong)MemoryMarshal.Read<uint>(text) << 32) | MemoryMarshal.Read<uint>(text[2..]);
    }

    public readonly struct Two : IWidth
    {
        public static int Characters => 2;

        public static ulong Read(ReadOnlySpan<byte> text) => MemoryMarshal.Read<uint>(text);
    }

    public readonly struct One : IWidth
    {
        public static int Characters => 1;

        public static ulong Read(ReadOnlySpan<byte> text) => MemoryMarshal.Read<ushort>(text);
    }
}
