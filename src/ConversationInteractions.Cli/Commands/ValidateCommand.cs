using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Definitions;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Cli;

/// <summary><c>convo validate</c>: everything that is wrong or probably wrong with bot definitions, a line each.</summary>
internal static class ValidateCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = InputFiles.Argument("Bot definitions, conversation scripts, or folders with *.bot.json files.");
        Option<bool> json = new("--json") { Description = "Print one JSON array and nothing else." };
        Command command = new("validate", "Find what is wrong or probably wrong with bot definitions.") { paths, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(terminal, parsed.GetRequiredValue(paths), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string[] paths, bool asJson, CancellationToken cancellationToken)
    {
        bool isUnreadable = false;
        void Complain(string problem)
        {
            isUnreadable = true;
            terminal.Complain(problem);
        }

        List<(string File, Diagnostic Diagnostic)> found = [];
        IReadOnlyList<string> files = InputFiles.Find(paths, "*.bot.json", Complain);
        foreach (string file in files)
        {
            try
            {
                byte[] content = await File.ReadAllBytesAsync(file, cancellationToken);
                found.AddRange(Read(file, content).Select(diagnostic => (file, diagnostic)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Complain($"{file}: error: The file cannot be read: {exception.Message}");
            }
        }

        if (asJson)
        {
            WriteJson(terminal.Out, found);
        }
        else
        {
            WriteLines(terminal, files.Count, found);
        }

        return isUnreadable ? ExitCodes.Unusable
            : found.Exists(each => each.Diagnostic.Severity is DiagnosticSeverity.Error) ? ExitCodes.Found
            : ExitCodes.Fine;
    }

    private static IReadOnlyList<Diagnostic> Read(string file, byte[] content)
    {
        if (file.EndsWith(".convo.json", StringComparison.OrdinalIgnoreCase))
        {
            return ConversationScriptReader.Read(content).Diagnostics;
        }

        BotFile read = BotFiles.Read(file, content);
        return read.Bot is null ? read.Diagnostics
            : [.. read.Diagnostics.Concat(ScriptSyntax.Check(read.Bot, content)).OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];
    }

    private static void WriteLines(Terminal terminal, int files, List<(string File, Diagnostic Diagnostic)> found)
    {
        foreach ((string file, Diagnostic diagnostic) in found)
        {
            terminal.WriteLine(DiagnosticText.Line(file, diagnostic), diagnostic.Severity is DiagnosticSeverity.Error ? Styles.Bad : Styles.Doubtful);
        }

        if (terminal.IsOutputInteractive)
        {
            int errors = found.Count(each => each.Diagnostic.Severity is DiagnosticSeverity.Error);
            terminal.WriteLine($"{files} files, {errors} errors, {found.Count - errors} warnings", errors > 0 ? Styles.Bad : Styles.Good);
        }
    }

    private static void WriteJson(TextWriter output, List<(string File, Diagnostic Diagnostic)> found)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartArray();
            foreach ((string file, Diagnostic diagnostic) in found)
            {
                json.WriteStartObject();
                json.WriteString("file", file);
                json.WriteString("severity", DiagnosticText.Severity(diagnostic));
                json.WriteString("code", diagnostic.Code);
                json.WriteString("path", diagnostic.Path);
                json.WriteNumber("line", diagnostic.Line);
                json.WriteNumber("column", diagnostic.Column);
                json.WriteString("message", diagnostic.Message);
                json.WriteString("hint", diagnostic.Hint);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
