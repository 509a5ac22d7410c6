using ConversationInteractions.Definitions.Format;
using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Definitions.Validation;

namespace ConversationInteractions.Definitions;

/// <summary>Reads bot definitions (<c>*.bot.json</c>) and validates them: all problems of a file at once, each with path, line and column (B11).</summary>
/// <remarks>Never throws for what an author wrote, whatever the bytes. Thread-safe.</remarks>
public static class BotReader
{
    /// <summary>Reads a definition as text.</summary>
    /// <param name="json">The whole file.</param>
    /// <returns>The bot, or the errors that keep it from running.</returns>
    public static BotReadResult Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        DiagnosticCollector diagnostics = new();
        return Read(SourceParser.Parse(json, diagnostics), diagnostics);
    }

    /// <summary>Reads a definition as UTF-8, with or without byte order mark.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <returns>The bot, or the errors that keep it from running.</returns>
    public static BotReadResult Read(ReadOnlySpan<byte> utf8)
    {
        DiagnosticCollector diagnostics = new();
        return Read(SourceParser.Parse(utf8, diagnostics), diagnostics);
    }

    private static BotReadResult Read(SourceNode? root, DiagnosticCollector diagnostics)
    {
        if (root is null)
        {
            return new BotReadResult { Bot = null, Diagnostics = diagnostics.ToSortedList() };
        }

        new ShapeChecker(diagnostics).Check(root, BotFormat.Bot);
        BotOutline outline = BotOutline.From(root, isComplete: !diagnostics.HasErrors);
        BotRules.Check(outline, diagnostics);
        return new BotReadResult { Bot = diagnostics.HasErrors ? null : outline.Bot, Diagnostics = diagnostics.ToSortedList() };
    }
}
