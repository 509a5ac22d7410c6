using System.Text;
using ConversationInteractions.Definitions.Reading;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Definitions.Validation;

/// <summary>Each pattern starts one dialog (A3), and no wildcard catches a system event by accident (C24).</summary>
internal static class StarterRules
{
    // Each is tried against every wildcard pattern.
    private const int MostEventTexts = 50;

    private static readonly string[] ReservedBeginnings = ["__agent", "file_upload", "_stepup"];

    public static void Check(BotOutline outline, DiagnosticCollector diagnostics)
    {
        Dictionary<string, InteractionOutline> first = new(StringComparer.Ordinal);
        List<string> events = EventTexts(outline);
        foreach (DialogOutline dialog in outline.Dialogs)
        {
            if (dialog is { Value.Enabled: true, Interactions: [{ Value: DialogStarter { Enabled: true } starter } interaction, ..] })
            {
                IReadOnlyList<SourceNode> patterns = interaction.Node.ListOf("patterns");
                CheckDuplicates(interaction, patterns, first, diagnostics);
                CheckEvents(starter, patterns, events, diagnostics);
            }
        }
    }

    private static void CheckDuplicates(
        InteractionOutline starter, IReadOnlyList<SourceNode> patterns, Dictionary<string, InteractionOutline> first, DiagnosticCollector diagnostics)
    {
        foreach (SourceNode pattern in patterns)
        {
            string normal = Utterance.Normalize(pattern.Text);
            if (!first.TryAdd(normal, starter) && (first[normal] == starter || first[normal].Value is DialogStarter { Excludes.Count: 0 }))
            {
                diagnostics.Add(pattern, ValidationTexts.DuplicatePattern(pattern.Text, first[normal].Dialog.Name));
            }
        }
    }

    /// <summary>Looks which starter is the first to take each event text; the events that are left are removed from the list.</summary>
    private static void CheckEvents(DialogStarter starter, IReadOnlyList<SourceNode> patterns, List<string> events, DiagnosticCollector diagnostics)
    {
        foreach (SourceNode node in patterns)
        {
            if (!events.Exists(text => MayMatch(node.Text, text)) || !Pattern.TryParse(node.Text, out Pattern? pattern, out _))
            {
                continue;
            }

            string? caught = events.Find(text => pattern.IsMatch(Utterance.Normalize(text)) && !IsExcluded(starter, text));
            if (caught is not null && !IsMeant(node.Text))
            {
                diagnostics.Add(node, ValidationTexts.PatternCatchesEvent(node.Text, caught));
            }

            events.RemoveAll(text => pattern.IsMatch(Utterance.Normalize(text)) && !IsExcluded(starter, text));
        }
    }

    /// <summary>Whether it is worth reading a pattern: its literals outside of groups must all be in the text. Says yes in case of doubt.</summary>
    private static bool MayMatch(ReadOnlySpan<char> pattern, string text)
    {
        while (!pattern.IsEmpty)
        {
            int end = pattern.IndexOfAny("*(|)");
            ReadOnlySpan<char> literal = (end < 0 ? pattern : pattern[..end]).Trim();
            if (Ascii.IsValid(literal) && !literal.Contains("  ", StringComparison.Ordinal) && !text.Contains(literal, StringComparison.OrdinalIgnoreCase))
            {
                // Unless it is an alternate.
                return end >= 0 && pattern[end..].Contains('|');
            }

            if (end < 0 || pattern[end] != '*')
            {
                return true;
            }

            pattern = pattern[(end + 1)..];
        }

        return true;
    }

    /// <summary>Whether the author has written the event's text, or a part of it, on purpose.</summary>
    private static bool IsMeant(string pattern) =>
        Array.Exists(ReservedBeginnings, beginning => pattern.Contains(beginning, StringComparison.OrdinalIgnoreCase));

    private static bool IsExcluded(DialogStarter starter, string text) => starter.Excludes.Any(
        exclude => ExcludeKeyword.TryParse(exclude, out ExcludeKeyword? keyword, out _) && keyword.IsHit(Utterance.Normalize(text)));

    private static List<string> EventTexts(BotOutline outline)
    {
        List<string> texts = [ReservedText.EscalationFailed];
        foreach (FileUpload upload in outline.Interactions.Select(interaction => interaction.Value).OfType<FileUpload>())
        {
            texts.Add(ReservedText.UploadSucceededPrefix + upload.SuccessMessage);
            texts.Add(ReservedText.UploadFailedPrefix + upload.FailureMessage);
        }

        return [.. texts.Distinct(StringComparer.Ordinal).Take(MostEventTexts)];
    }
}
