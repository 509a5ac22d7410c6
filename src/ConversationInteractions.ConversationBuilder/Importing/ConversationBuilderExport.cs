using System.Text.Json;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Importing;

/// <summary>Reads bots that were exported from LivePerson Conversation Builder as one JSON file each.</summary>
/// <remarks>Never throws for what a file holds, whatever the bytes. Thread-safe.</remarks>
public static class ConversationBuilderExport
{
    /// <summary>The largest file that is read, in bytes: 32 MiB. Real exports are below 1 MiB.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Whether a file is an export rather than a bot definition or something else, judged by the properties at its top.</summary>
    /// <param name="utf8">The whole file.</param>
    /// <returns><see langword="true"/> also for an export that turns out to be malformed further down.</returns>
    public static bool IsExport(ReadOnlySpan<byte> utf8)
    {
        int marks = 0;
        Utf8JsonReader json = new(
            utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8,
            new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = int.MaxValue });
        try
        {
            if (!json.Read() || json.TokenType is not JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("dialogs"u8) || json.ValueTextEquals("steps"u8))
                {
                    return false;
                }

                if (json.ValueTextEquals("conversationMessage"u8))
                {
                    return true;
                }

                marks += json.ValueTextEquals("hash"u8) || json.ValueTextEquals("bot"u8) || json.ValueTextEquals("responder"u8) || json.ValueTextEquals("groups"u8) ? 1 : 0;
                json.Read();
                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Malformed from here on; what was seen decides who tells.
        }

        return marks > 1;
    }

    /// <summary>Imports an export.</summary>
    /// <param name="json">The whole file.</param>
    /// <returns>The bot with a report, or everything that keeps the file from being read.</returns>
    public static ImportResult Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxBytes)
        {
            return TooLarge();
        }

        DiagnosticCollector diagnostics = new();
        return Import(SourceDocument.Read(json, diagnostics), diagnostics);
    }

    /// <summary>Imports an export.</summary>
    /// <param name="utf8">The whole file, with or without byte order mark.</param>
    /// <returns>The bot with a report, or everything that keeps the file from being read.</returns>
    public static ImportResult Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return TooLarge();
        }

        DiagnosticCollector diagnostics = new();
        return Import(SourceDocument.Read(utf8, diagnostics), diagnostics);
    }

    private static ImportResult Import(SourceNode? root, DiagnosticCollector diagnostics)
    {
        if (root is null || !IsExport(root, diagnostics))
        {
            return Refused(diagnostics);
        }

        ExportFields fields = new(diagnostics);
        ImportLog log = new();
        ExportImport import = new(root, fields, log);
        SettingsImport settings = new(import);
        ValueList<Dialog> dialogs = new DialogImport(import).Import();
        Bot bot = new()
        {
            Name = settings.Name,
            Language = settings.Language,
            Group = settings.Group,
            Settings = settings.Settings(),
            GlobalScript = GlobalScript(root, fields, log),
            Integrations = import.Integrations.ToModel(),
            Dialogs = dialogs,
        };
        new Leftovers(fields, log).Report(root);
        if (!diagnostics.HasErrors)
        {
            CheckValid(root, bot, diagnostics);
        }

        return diagnostics.HasErrors ? Refused(diagnostics, log) : new ImportResult { Bot = bot, Report = new ImportReport(bot.Name, log.ToList()), Diagnostics = [] };
    }

    private static string? GlobalScript(SourceNode root, ExportFields fields, ImportLog log)
    {
        SourceNode? functions = fields.Object(root, "globalFunctions");
        string? script = fields.FullText(functions, "methods");
        if (script is not null)
        {
            log.Carry(functions!, "global functions", "global script");
        }

        return script;
    }

    private static bool IsExport(SourceNode root, DiagnosticCollector diagnostics)
    {
        if (root.Kind is SourceKind.Object && root.Member("conversationMessage") is { } messages)
        {
            if (messages is { Kind: SourceKind.List, Children.Count: 0 })
            {
                diagnostics.Add(messages, DiagnosticSeverity.Error, ImportDiagnosticCodes.Empty, "The export has no interactions.", "Export a bot that has at least one dialog with an interaction.");
            }

            return true;
        }

        diagnostics.Add(root, DiagnosticSeverity.Error, ImportDiagnosticCodes.NoExport, "This is no export of Conversation Builder: it has no 'conversationMessage'.", "Export the bot in Conversation Builder and give that file.");
        return false;
    }

    private static void CheckValid(SourceNode root, Bot bot, DiagnosticCollector diagnostics)
    {
        foreach (Diagnostic problem in BotValidator.Validate(bot).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error))
        {
            diagnostics.Add(root, DiagnosticSeverity.Error, ImportDiagnosticCodes.NotValid, $"The bot made of the export is not valid at {problem.Path}: {problem.Message}", problem.Hint);
        }
    }

    private static ImportResult Refused(DiagnosticCollector diagnostics, ImportLog? log = null) =>
        new() { Bot = null, Report = new ImportReport(null, log?.ToList() ?? []), Diagnostics = diagnostics.ToSortedList() };

    private static ImportResult TooLarge() => new()
    {
        Bot = null,
        Report = new ImportReport(null, []),
        Diagnostics =
        [
            new Diagnostic
            {
                Code = ImportDiagnosticCodes.TooLarge,
                Severity = DiagnosticSeverity.Error,
                Path = "$",
                Line = 1,
                Column = 1,
                Message = $"The file is larger than {MaxBytes / (1024 * 1024)} MiB, more than any export.",
                Hint = "Check that it is the export of one bot.",
            },
        ],
    };
}
