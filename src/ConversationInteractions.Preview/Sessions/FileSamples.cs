using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>The samples that stand for dropped files in a script (format 2), which knows files by their kind and length only.</summary>
internal static class FileSamples
{
    /// <summary>Finds the sample for a file.</summary>
    /// <param name="detectedType">The type that its bytes show.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="remark">What the sample cannot do; <see langword="null"/> where it is as good as the file.</param>
    /// <returns>The kind of sample.</returns>
    public static string Find(string? detectedType, long bytes, out string? remark)
    {
        remark = null;
        if (detectedType is null)
        {
            // Bytes that show nothing are accepted nowhere, and neither is a program.
            return bytes == 0 ? "text" : "exe";
        }

        if (SampleContent.Kinds.Contains(detectedType))
        {
            return detectedType;
        }

        remark = $"A script has no sample of '{detectedType}' files, so a program stands for one. A bot that accepts such files refuses the sample.";
        return "exe";
    }
}
