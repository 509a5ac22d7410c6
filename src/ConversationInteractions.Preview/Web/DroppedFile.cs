using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>A file that was dropped on the page.</summary>
internal static class DroppedFile
{
    /// <summary>How much of a file the page sends.</summary>
    public const int LongestBeginning = 1024 * 1024;

    /// <summary>How long a file may be.</summary>
    public const long LongestFile = 1L << 40;

    /// <summary>Opens it: its own beginning, then what does not change its type up to its length.</summary>
    public static Stream Open(byte[] beginning, long bytes) => new SampleStream(beginning, beginning.Contains((byte)0) ? [0] : [(byte)' '], bytes);
}
