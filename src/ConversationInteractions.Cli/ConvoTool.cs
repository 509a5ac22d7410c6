using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConversationInteractions.Cli;

/// <summary>The tool: its commands, and what a wrong command line is answered.</summary>
internal static class ConvoTool
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="terminal">Where input comes from and output goes.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        RootCommand root = new("Talk to a bot, test it with conversation scripts, validate its definition.")
        {
            TestCommand.Create(terminal),
            ValidateCommand.Create(terminal),
            DiffCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            ChatCommand.Create(terminal),
            PreviewCommand.Create(terminal),
            GraphCommand.Create(terminal),
            SchemaCommand.Create(terminal),
            ImportCommand.Create(terminal),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                terminal.Complain(error.Message);
            }

            terminal.Complain($"Try: convo {(parsed.CommandResult.Command == root ? "" : $"{parsed.CommandResult.Command.Name} ")}--help");
            return ExitCodes.Unusable;
        }

        InvocationConfiguration configuration = new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            terminal.Complain("Stopped.");
            return ExitCodes.Unusable;
        }
    }
}
