using System.Text.Json;
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

    /// <summary>
    /// The steps of a conversation in the order they were committed. Processes write what they did when a turn rests, so that a later step of another one may stand earlier;
    /// a conversation that begins anew, after it was deleted, counts from 1 again.
    /// </summary>
    public static IEnumerable<JournalStep> InOrder(IEnumerable<JournalStep> steps)
    {
        int run = 0;
        return steps.Select(step => (Run: step.Before is null ? run : ++run, Step: step)).ToList().OrderBy(s => s.Run).ThenBy(s => s.Step.Version).Select(s => s.Step);
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
                // What a process wrote when it died: the last line, or one behind which another process went on.
                bool isLast = end < 0;
                bool isTorn = isLast || IsCutOff(line);
                terminal.Complain($"{path}({number}): {(isTorn ? $"warning: {(isLast ? "The journal ends" : "A line ends")} in the middle of a step" : "error")}: {exception.Message}");
                isWhole &= isTorn;
            }
        }

        return isWhole;
    }

    /// <summary>Whether a line is JSON of which the end is missing.</summary>
    private static bool IsCutOff(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                // To where it ends.
            }

            return reader.CurrentDepth > 0 || (reader.BytesConsumed < line.Length && line.TrimStart(" \t"u8).StartsWith("{"u8));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
