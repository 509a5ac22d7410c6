using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>An order in which something was wrong.</summary>
public sealed record OrderFailure
{
    /// <summary>The file of the script.</summary>
    public required string File { get; init; }

    /// <summary>What happened in this order, up to the last event that was out of its place; the rest followed as in the script.</summary>
    public required IReadOnlyList<string> Order { get; init; }

    /// <summary>What was wrong, one line each.</summary>
    public required IReadOnlyList<string> Differences { get; init; }

    /// <summary>What happened when the events came one after the other, line by line with virtual times.</summary>
    public required string ExpectedTranscript { get; init; }

    /// <summary>What happened in this order, line by line with virtual times.</summary>
    public required string Transcript { get; init; }

    /// <summary>The failure on several lines, the transcripts last.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {File}: in this order:
        {Indent("  ", string.Join('\n', Order.Select((what, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {what}"))))}
        was wrong:
        {Indent("  ", string.Join('\n', Differences))}
          transcript, one after the other:
        {Indent("    ", ExpectedTranscript)}
          transcript, in this order:
        {Indent("    ", Transcript)}
        """);

    private static string Indent(string blanks, string text) =>
        text.Length == 0 ? $"{blanks}(nothing)" : string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => blanks + line));
}
