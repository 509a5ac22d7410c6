using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>Where and why a script failed.</summary>
public sealed record ScriptFailure
{
    /// <summary>The file of the script.</summary>
    public required string File { get; init; }

    /// <summary>The line of the step, from 1; 0 for a script written in code.</summary>
    public required int Line { get; init; }

    /// <summary>The number of the step, from 1.</summary>
    public required int StepNumber { get; init; }

    /// <summary>The step as it was written.</summary>
    public required string Step { get; init; }

    /// <summary>What was expected.</summary>
    public required string Expected { get; init; }

    /// <summary>What happened instead.</summary>
    public required string Happened { get; init; }

    /// <summary>What had happened so far, line by line with virtual times.</summary>
    public required string Transcript { get; init; }

    /// <summary>The failure on several lines, the transcript last.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {File}({Line}): step {StepNumber}: {Step}
          expected: {Expected}
          happened: {Happened}
          transcript:
        {Indented()}
        """);

    private string Indented() =>
        Transcript.Length == 0 ? "    (nothing)" : string.Join('\n', Transcript.TrimEnd('\n').Split('\n').Select(line => $"    {line}"));
}
