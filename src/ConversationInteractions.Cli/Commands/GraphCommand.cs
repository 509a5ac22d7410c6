using System.CommandLine;
using System.Text;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Cli;

/// <summary><c>convo graph</c>: a picture of a bot's dialogs.</summary>
internal static class GraphCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> bot = new("bot") { Description = "The bot definition." };
        Option<string> format = new("--format") { Description = "svg: an image; mermaid: a flowchart for documentation; dot: for Graphviz.", DefaultValueFactory = _ => "svg" };
        format.AcceptOnlyFromAmong("svg", "mermaid", "dot");
        Option<string> output = new("--output", "-o") { Description = "Write to this file instead of the standard output.", HelpName = "file" };
        Command command = new("graph", "Draw the dialogs of a bot: interactions as rows, jumps as arrows.") { bot, format, output };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(terminal, parsed.GetRequiredValue(bot), parsed.GetRequiredValue(format), parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string path, string format, string? output, CancellationToken cancellationToken)
    {
        if (await BotFiles.LoadAsync(terminal, path, cancellationToken) is not { } bot)
        {
            return ExitCodes.Unusable;
        }

        BotGraph graph = BotGraph.Of(bot);
        string picture = format switch
        {
            "mermaid" => graph.ToMermaid(),
            "dot" => graph.ToDot(),
            _ => graph.ToSvg(),
        };
        return await WriteAsync(terminal, picture, output, cancellationToken);
    }

    private static async Task<int> WriteAsync(Terminal terminal, string picture, string? output, CancellationToken cancellationToken)
    {
        if (output is null)
        {
            await terminal.Out.WriteAsync(HarmlessText.Of(picture).AsMemory(), cancellationToken);
            return ExitCodes.Fine;
        }

        try
        {
            await File.WriteAllTextAsync(output, picture, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);
            return ExitCodes.Fine;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Complain($"{output}: error: The picture cannot be written: {exception.Message}");
            return ExitCodes.Unusable;
        }
    }
}
