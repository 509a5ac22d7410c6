using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>A schedule that made a difference.</summary>
public sealed record CrashFailure
{
    /// <summary>The file of the script.</summary>
    public required string File { get; init; }

    /// <summary>What was done to the process, and where.</summary>
    public required string Schedule { get; init; }

    /// <summary>What was otherwise than it should be, one line each.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>What happened without trouble, line by line with virtual times.</summary>
    public required string ExpectedTranscript { get; init; }

    /// <summary>What happened, line by line with virtual times.</summary>
    public required string Transcript { get; init; }

    /// <summary>The failure on several lines, the transcripts last.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {File}: {Schedule}
        {Indent("  ", string.Join('\n', Differences))}
          transcript without it:
        {Indent("    ", ExpectedTranscript)}
          transcript:
        {Indent("    ", Transcript)}
        """);

    private static string Indent(string blanks, string text) =>
        text.Length == 0 ? $"{blanks}(nothing)" : string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => blanks + line));
}
