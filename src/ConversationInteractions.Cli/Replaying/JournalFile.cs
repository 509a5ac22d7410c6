using ConversationInteractions.Interpretation;

namespace ConversationInteractions.Cli;

/// <summary>Journals read from files.</summary>
internal static class JournalFile
{
    /// <summary>Reads the steps of files; what cannot be read is complained of.</summary>
    /// <returns>The steps in the order they stand, and whether all could be read.</returns>
    public static async Task<(List<JournalStep> Steps, bool IsWhole)> ReadAsync(Terminal terminal, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        List<JournalStep> steps = [];
        bool isWhole = true;
        foreach (string path in paths)
        {
            byte[] content;
            try
            {
                content = await File.ReadAllBytesAsync(path, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                terminal.Complain($"{path}: error: The file cannot be read: {exception.Message}");
                isWhole = false;
                continue;
            }

            isWhole &= Read(terminal, path, content, steps);
        }

        return (steps, isWhole);
    }

    private static bool Read(Terminal terminal, string path, ReadOnlySpan<byte> content, List<JournalStep> steps)
    {
        bool isWhole = true;
        for (int number = 1; content.Length > 0; number++)
        {
            int end = content.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? content : content[..end];
            content = end < 0 ? [] : content[(end + 1)..];
            if (line.Trim(" \t\r"u8).Length == 0)
            {
                continue;
            }

            try
            {
                steps.Add(JournalJson.Read(line));
            }
            catch (FormatException exception)
            {
                // The last line without an end is what a process wrote when it died.
                bool isTorn = end < 0;
                terminal.Complain($"{path}({number}): {(isTorn ? "warning: The journal ends in the middle of a step" : "error")}: {exception.Message}");
                isWhole &= isTorn;
            }
        }

        return isWhole;
    }
}
