using System.CommandLine;
using System.Globalization;
using ConversationInteractions.Interpretation;
using Spectre.Console;

namespace ConversationInteractions.Cli;

/// <summary><c>convo replay</c>: shows a journal step by step, and where the interpreter decides otherwise now.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> journals = InputFiles.Argument("Journals; of a conversation with an older file give that one first.");
        Option<string[]> bots = new("--bot") { Description = "A bot to decide with; without any the journal is only shown.", HelpName = "file" };
        Option<string[]> skills = new("--skill") { Description = "A skill id that is one of the bots: id=name.", HelpName = "id=name" };
        skills.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(token => token.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{token}' is not of the form id=name.");
            }
        });
        Command command = new("replay", "Show a conversation's journal step by step, and where a bot would decide otherwise.") { journals, bots, skills };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(journals), parsed.GetValue(bots) ?? [], parsed.GetValue(skills) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] paths, string[] botPaths, string[] skills, CancellationToken cancellationToken)
    {
        List<BotProgram> programs = [];
        foreach (string path in botPaths)
        {
            if (await BotFiles.LoadAsync(terminal, path, cancellationToken) is not { } bot)
            {
                return ExitCodes.Unusable;
            }

            programs.Add(BotProgram.Compile(bot));
        }

        ProgramCatalog? catalog;
        try
        {
            catalog = programs.Count == 0 ? null : ProgramCatalog.Create(programs, skills.Select(skill => skill.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], parts[1])));
        }
        catch (ArgumentException exception)
        {
            // A skill that stands for no bot, two bots of one name.
            terminal.Complain($"error: {exception.Message}");
            return ExitCodes.Unusable;
        }

        (List<JournalStep> steps, bool isWhole) = await JournalFile.ReadAsync(terminal, paths, cancellationToken);
        bool differs = false;
        foreach (IGrouping<string, JournalStep> conversation in steps.GroupBy(s => s.ConversationId, StringComparer.Ordinal))
        {
            List<ReplayedStep> replayed = [.. catalog is null ? Shown(JournalFile.InOrder(conversation)) : JournalReplay.Run(catalog, JournalFile.InOrder(conversation))];
            Tell(terminal, conversation.Key, replayed, catalog is not null);
            differs |= replayed.Exists(r => r.Verdict is ReplayVerdict.Different);
        }

        return !isWhole || steps.Count == 0 ? ExitCodes.Unusable : differs ? ExitCodes.Found : ExitCodes.Fine;
    }

    /// <summary>Without a bot nothing is decided.</summary>
    private static IEnumerable<ReplayedStep> Shown(IEnumerable<JournalStep> steps)
    {
        JournalStep? last = null;
        foreach (JournalStep step in steps)
        {
            yield return new ReplayedStep { Recorded = step, Before = step.Before ?? (last?.Version == step.Version - 1 ? last.State : null), Verdict = ReplayVerdict.NotReplayed };
            last = step;
        }
    }

    private static void Tell(Terminal terminal, string conversationId, List<ReplayedStep> steps, bool isDecided)
    {
        terminal.WriteLine($"Conversation {conversationId}");
        foreach (ReplayedStep step in steps)
        {
            terminal.WriteLine();
            Tell(terminal, step);
            if (isDecided)
            {
                TellVerdict(terminal, step);
            }
        }

        terminal.WriteLine();
        if (!isDecided)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps.Count} steps"));
            return;
        }

        int Count(ReplayVerdict verdict) => steps.Count(s => s.Verdict == verdict);
        bool differs = Count(ReplayVerdict.Different) > 0;
        terminal.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Count(ReplayVerdict.Reproduced)} reproduced, {Count(ReplayVerdict.Different)} different, {Count(ReplayVerdict.Masked)} masked, {Count(ReplayVerdict.NotReplayed)} not replayed"),
            differs ? Styles.Bad : Styles.Good);
        if (steps.Find(s => s.Verdict is ReplayVerdict.Different) is { } first)
        {
            terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The first difference is in step {first.Recorded.Version}: {first.Reason}"), Styles.Bad);
        }
    }

    private static void Tell(Terminal terminal, ReplayedStep step)
    {
        JournalStep recorded = step.Recorded;
        string masked = recorded.Masked == JournalParts.None ? "" : " (masked)";
        terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{recorded.Version}. {StateChanges.Time(recorded.At)}, bot {recorded.State.Bot} {recorded.State.DefinitionHash}{masked}"));
        foreach (ConversationEvent occurred in recorded.Events)
        {
            Line(terminal, occurred == recorded.Events[0] ? "event" : "result", EventTexts.Of(occurred));
        }

        // The trace of now tells the rules tried; what was recorded does only where the host asked for it.
        foreach (TraceEvent traced in step.Decided is { Refusal: null } decided ? decided.Trace : recorded.Trace)
        {
            Line(terminal, "trace", $"{traced.Code}{(traced.Place is null ? "" : $" at {traced.Place}")}{(string.IsNullOrEmpty(traced.Detail) ? "" : $": {traced.Detail}")}", Styles.Aside);
        }

        foreach (ConversationEffect effect in recorded.Effects)
        {
            (string label, string text) = EventTexts.Of(effect);
            Line(terminal, label, text);
        }

        if (step.Before is { } before)
        {
            foreach ((string label, string text) in StateChanges.Between(before, recorded.State))
            {
                Line(terminal, label, text);
            }
        }

        Line(terminal, "waits", StateChanges.Place(recorded.State));
    }

    private static void TellVerdict(Terminal terminal, ReplayedStep step)
    {
        (string label, Style style) = step.Verdict switch
        {
            ReplayVerdict.Reproduced => ("same", Styles.Good),
            ReplayVerdict.Different => ("DIFFERENT", Styles.Bad),
            ReplayVerdict.Masked => ("masked", Styles.Doubtful),
            _ => ("skipped", Styles.Doubtful),
        };
        Line(terminal, label, step.Reason ?? "decided again", style);
    }

    private static void Line(Terminal terminal, string label, string text, Style? style = null) =>
        terminal.WriteLine($"   {label,-9} {text.ReplaceLineEndings("\n             ")}", style);
}
