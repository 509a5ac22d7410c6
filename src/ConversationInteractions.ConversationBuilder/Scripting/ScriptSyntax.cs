using System.Globalization;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Finds scripts that do not parse, before a conversation does.</summary>
/// <remarks>A bot with such a script runs: the script ends with a trace event whenever its turn comes. Thread-safe.</remarks>
public static class ScriptSyntax
{
    /// <summary>Checks the scripts of a bot.</summary>
    /// <param name="bot">The bot.</param>
    /// <returns>A diagnostic (<see cref="DiagnosticCodes.ScriptSyntax"/>) for each script that does not parse, without line and column in a file.</returns>
    public static IReadOnlyList<Diagnostic> Check(Bot bot) => Check(bot, []);

    /// <summary>Checks the scripts of a bot that was read from a definition file.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="definition">The file that it was read from, as UTF-8.</param>
    /// <returns>A diagnostic for each script that does not parse. Line and column are those of the mistake in the file.</returns>
    public static IReadOnlyList<Diagnostic> Check(Bot bot, ReadOnlySpan<byte> definition)
    {
        ArgumentNullException.ThrowIfNull(bot);
        List<Diagnostic> found = [];
        foreach ((string path, string? source) in Scripts(bot))
        {
            if (source is null)
            {
                continue;
            }

            try
            {
                ScriptParsing.Parse(source, "script", TimeSpan.FromSeconds(1));
            }
            catch (ScriptNotParsed problem)
            {
                (int fileLine, int fileColumn) = FilePlaces.Find(definition, path, problem.Index);
                found.Add(new Diagnostic
                {
                    Code = DiagnosticCodes.ScriptSyntax,
                    Severity = DiagnosticSeverity.Error,
                    Path = path,
                    Line = fileLine,
                    Column = fileColumn,
                    Message = string.Create(CultureInfo.InvariantCulture, $"The script does not parse: {problem.Message}, at {problem.Line}:{problem.Column} of the script."),
                    Hint = "Correct it; until then it fails whenever it is to run.",
                });
            }
        }

        return found;
    }

    private static IEnumerable<(string Path, string? Source)> Scripts(Bot bot)
    {
        yield return ("$.globalScript", bot.GlobalScript);
        for (int i = 0; i < bot.Integrations.Count; i++)
        {
            yield return (Path($"$.integrations[{i}].transform"), bot.Integrations[i].Transform);
        }

        for (int i = 0; i < bot.Dialogs.Count; i++)
        {
            for (int j = 0; j < bot.Dialogs[i].Interactions.Count; j++)
            {
                InteractionScripts? scripts = bot.Dialogs[i].Interactions[j].Scripts;
                yield return (Path($"$.dialogs[{i}].interactions[{j}].scripts.preProcess"), scripts?.PreProcess);
                yield return (Path($"$.dialogs[{i}].interactions[{j}].scripts.postProcess"), scripts?.PostProcess);
                yield return (Path($"$.dialogs[{i}].interactions[{j}].scripts.processResponse"), scripts?.ProcessResponse);
            }
        }
    }

    private static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}
