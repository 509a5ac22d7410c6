using System.Globalization;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview;

/// <summary>A session as a script, which has been read and run.</summary>
/// <param name="Name">The name of its file, without the ending.</param>
/// <param name="Text">The script.</param>
/// <param name="Passed">Whether it passes.</param>
/// <param name="Remarks">What it cannot express, and how it failed.</param>
internal sealed record PreviewScript(string Name, string Text, bool Passed, IReadOnlyList<string> Remarks)
{
    private const string Ending = ".convo.json";

    /// <summary>Writes a script and runs it, so that its author knows what it is worth.</summary>
    public static async Task<PreviewScript> MakeAsync(string description, PreviewSetup setup, ScriptStubs stubs, ScriptDraft draft, CancellationToken cancellationToken)
    {
        string text = ScriptText.Write(description, [.. setup.Bots.Select(each => each.File)], setup.Channel, setup.Skills, stubs, draft.Steps);
        List<string> remarks = [.. draft.Remarks];
        ScriptReadResult read = ConversationScriptReader.Read(text);
        remarks.AddRange(read.Diagnostics.Select(diagnostic => string.Create(CultureInfo.InvariantCulture, $"({diagnostic.Line},{diagnostic.Column}): {diagnostic.Code}: {diagnostic.Message}")));
        bool passed = false;
        if (read.Script is { } script)
        {
            Dictionary<string, Bot> bots = setup.Bots.ToDictionary(each => each.File, each => each.Bot, StringComparer.Ordinal);
            ScriptRunnerOptions options = new() { ScriptEngine = setup.ScriptEngine, AllowedHosts = [.. setup.Options.AllowedHosts], StepTimeout = setup.Options.ActTimeout };
            ScriptResult result = await new ScriptRunner(options).RunAsync(script, bots, "script", cancellationToken).ConfigureAwait(false);
            passed = result.Passed;
            remarks.AddRange(result.Problems);
            if (result.Failure is { } failure)
            {
                remarks.Add($"Step {failure.StepNumber.ToString(CultureInfo.InvariantCulture)}, {failure.Step}: expected {failure.Expected}, but happened {failure.Happened}.");
            }
        }

        return new PreviewScript($"{Base(setup.Bots[0].File)}-{PreviewNames.Slug(description, "session")}", text, passed, remarks);
    }

    /// <summary>Writes the file into a folder, under a name that is not taken.</summary>
    /// <returns>The path.</returns>
    public async Task<string> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        for (int number = 1; ; number++)
        {
            string path = Path.Combine(folder, FileName(number));
            try
            {
                FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
                await using (file.ConfigureAwait(false))
                {
                    await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Text), cancellationToken).ConfigureAwait(false);
                    return path;
                }
            }
            catch (IOException) when (File.Exists(path))
            {
                // Somebody's script has that name; the next one.
            }
        }
    }

    /// <summary>The name of the file.</summary>
    /// <param name="number">1 for the first of that name.</param>
    public string FileName(int number = 1) => string.Create(CultureInfo.InvariantCulture, $"{Name}{(number == 1 ? "" : $"-{number}")}{Ending}");

    private static string Base(string file) => file.EndsWith(".bot.json", StringComparison.OrdinalIgnoreCase) ? file[..^".bot.json".Length] : Path.GetFileNameWithoutExtension(file);
}
