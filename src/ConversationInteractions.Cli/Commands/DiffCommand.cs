using System.CommandLine;
using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using Spectre.Console;

namespace ConversationInteractions.Cli;

/// <summary><c>convo diff old new</c>: what a deployment does to the conversations that are under way.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> old = new("old") { Description = "The bot that conversations run in now." };
        Argument<string> next = new("new") { Description = "The bot that is to take its place." };
        Option<string> format = new("--format") { Description = "table, for people; json, one object and nothing else.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        Command command = new("diff", "Tell what becomes of waiting conversations when a bot is deployed in the place of another.") { old, next, format };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(old), parsed.GetRequiredValue(next), parsed.GetValue(format) == "json", cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string oldPath, string newPath, bool asJson, CancellationToken cancellationToken)
    {
        Bot? oldBot = await BotFiles.LoadAsync(terminal, oldPath, cancellationToken);
        Bot? newBot = await BotFiles.LoadAsync(terminal, newPath, cancellationToken);
        if (oldBot is null || newBot is null)
        {
            return ExitCodes.Unusable;
        }

        BotProgram old = BotProgram.Compile(oldBot);
        BotProgram next = BotProgram.Compile(newBot);
        BotComparison comparison = BotDiff.Compare(old, next);
        if (asJson)
        {
            DiffJson.Write(terminal.Out, old, next, comparison);
        }
        else
        {
            WriteTable(terminal, comparison);
        }

        return comparison.LosesPositions ? ExitCodes.Found : ExitCodes.Fine;
    }

    private static void WriteTable(Terminal terminal, BotComparison comparison)
    {
        if (comparison.Positions.Count > 0)
        {
            Table table = new Table { ShowRowSeparators = terminal.IsOutputInteractive, Border = terminal.IsOutputInteractive ? TableBorder.Rounded : TableBorder.Ascii }
                .AddColumns("Fate", "Dialog", "Interaction", "Waits for", "Afterwards");
            foreach (WaitingPosition position in comparison.Positions)
            {
                table.AddRow(
                    Cell(DiffTexts.Fate(position), StyleOf(position.Fate)),
                    Cell(position.Dialog),
                    Cell(position.Interaction),
                    Cell(DiffTexts.Awaits(position.Awaits)),
                    Cell(DiffTexts.Afterwards(position)));
            }

            terminal.Write(table);
        }

        foreach (string remark in comparison.Remarks)
        {
            terminal.WriteLine($"note: {remark}");
        }

        string summary = string.Join(", ", Enum.GetValues<PositionFate>()
            .Select(fate => string.Create(CultureInfo.InvariantCulture, $"{comparison.Positions.Count(p => p.Fate == fate)} {DiffTexts.Fate(fate)}")));
        terminal.WriteLine($"{summary}{(comparison.LosesPositions ? ". Conversations that wait at a lost or replaced position cannot go on there." : "")}", comparison.LosesPositions ? Styles.Bad : Styles.Good);
    }

    /// <summary>Not as markup: brackets in a bot's names are brackets.</summary>
    private static Text Cell(string text, Style? style = null) => new(HarmlessText.Of(text), style);

    private static Style StyleOf(PositionFate fate) => fate switch
    {
        PositionFate.Same => Styles.Good,
        PositionFate.Moved => Styles.Doubtful,
        _ => Styles.Bad,
    };
}
