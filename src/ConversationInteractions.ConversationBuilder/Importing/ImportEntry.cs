using System.Globalization;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>One line of an <see cref="ImportReport"/>: a part of the export and what became of it.</summary>
public sealed record ImportEntry
{
    /// <summary>What became of it.</summary>
    public required ImportFate Fate { get; init; }

    /// <summary>Where it stands in the export, as a JSON path such as <c>$.conversationMessage[3].responseMatches[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The line in the export, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column in the line, from 1, in UTF-16 code units.</summary>
    public required int Column { get; init; }

    /// <summary>What it is, such as <c>interaction "text_6"</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What it became, how it differs, or why it was dropped, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The entry on one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path} (line {Line}): {Subject}: {Reason}");
}
