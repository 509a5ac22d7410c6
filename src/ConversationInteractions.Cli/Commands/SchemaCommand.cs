using System.CommandLine;
using ConversationInteractions.Definitions;

namespace ConversationInteractions.Cli;

/// <summary><c>convo schema bot|script</c>: the JSON Schema of a form of file, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> form = new("form") { Description = "bot: bot definitions; script: conversation scripts." };
        form.AcceptOnlyFromAmong("bot", "script");
        Command command = new("schema", "Print the JSON Schema of bot definitions or conversation scripts.") { form };
        command.SetAction(parsed =>
        {
            terminal.Out.WriteLine((parsed.GetRequiredValue(form) == "bot" ? BotSchema.Json : ScriptSchema.Json).TrimEnd());
            return ExitCodes.Fine;
        });
        return command;
    }
}
