using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.Testing;

/// <summary>Reads the files that a script names, gathering what is wrong with them.</summary>
internal sealed class ScriptFiles(string scriptPath, IReadOnlyList<BotFileReader> readers)
{
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(scriptPath)) ?? ".";
    private readonly string _shownFolder = Path.GetDirectoryName(scriptPath) ?? "";

    /// <summary>Why the script cannot be run.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>What was lost while bots were read.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Reads the script itself.</summary>
    public async Task<ConversationScript?> ReadScriptAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(scriptPath, scriptPath, cancellationToken).ConfigureAwait(false) is not { } content)
        {
            return null;
        }

        ScriptReadResult result = ConversationScriptReader.Read(content);
        Report(scriptPath, result.Diagnostics);
        return result.Script;
    }

    /// <summary>Reads every bot that a script names, by the path as it is written there; what cannot be read is left out and reported.</summary>
    public async Task<Dictionary<string, Bot>> ReadBotsAsync(ConversationScript script, CancellationToken cancellationToken)
    {
        Dictionary<string, Bot> bots = new(StringComparer.Ordinal);
        foreach (string path in script.Bots.Concat(script.Steps.OfType<DeployStep>().Select(step => step.Bot)).Distinct(StringComparer.Ordinal))
        {
            if (await ReadBotAsync(path, cancellationToken).ConfigureAwait(false) is { } bot)
            {
                bots.Add(path, bot);
            }
        }

        return bots;
    }

    private async Task<Bot?> ReadBotAsync(string path, CancellationToken cancellationToken)
    {
        string shown = Path.Combine(_shownFolder, path);
        if (await ReadAsync(Path.Combine(_folder, path), shown, cancellationToken).ConfigureAwait(false) is not { } content)
        {
            return null;
        }

        BotFile file = readers.Select(reader => reader(shown, content)).FirstOrDefault(read => read is not null) ?? BotFile.Read(content);
        Report(shown, file.Diagnostics);
        Warnings.AddRange(file.Warnings.Select(warning => $"{shown}: {warning}"));
        if (file is { Bot: null, Diagnostics.Count: 0 })
        {
            Problems.Add($"{shown}: error: The bot cannot be used.");
        }

        return file.Bot;
    }

    private async Task<byte[]?> ReadAsync(string path, string shown, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Problems.Add($"{shown}: error: The file cannot be read: {exception.Message}");
            return null;
        }
    }

    private void Report(string shown, IReadOnlyList<Diagnostic> diagnostics) => Problems.AddRange(diagnostics
        .Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)
        .Select(diagnostic => string.Create(CultureInfo.InvariantCulture,
            $"{shown}({diagnostic.Line},{diagnostic.Column}): error {diagnostic.Code}: {diagnostic.Message}{(diagnostic.Hint is null ? "" : $" ({diagnostic.Hint})")}")));
}
