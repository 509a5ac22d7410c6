using System.Text;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.ConversationBuilder.Tests.Scripting;

/// <summary>Plays whole conversations of bots with scripts, on virtual time.</summary>
internal static class Played
{
    private static readonly ScriptRunnerOptions Options = new() { ScriptEngine = new ConversationBuilderScriptEngine() };

    public static async Task PassesAsync(string bot, string script)
    {
        ScriptResult result = await new ScriptRunner(Options).RunAsync(Read(script), Bots(bot));
        Assert.That(result.Passed, Is.True, $"{result.Failure}\n{result.Transcript}");
    }

    /// <summary>The same after every crash.</summary>
    public static async Task SurvivesCrashesAsync(string bot, string script)
    {
        CrashResult result = await CrashExplorer.ExploreAsync(Read(script), Bots(bot), options: new CrashOptions { Runner = Options });
        Assert.That(result.Script.Passed, Is.True, $"{result.Script.Failure}\n{result.Script.Transcript}");
        Assert.That(result.Failures, Is.Empty, result.Failures.Count > 0 ? new CrashException(result).Message : "");
        Assert.That(result.Schedules, Is.GreaterThan(3));
    }

    private static Dictionary<string, Bot> Bots(string definition)
    {
        BotReadResult read = BotReader.Read(Encoding.UTF8.GetBytes(definition));
        Assert.That(read.Bot, Is.Not.Null, string.Join('\n', read.Diagnostics));
        return new Dictionary<string, Bot> { ["bot"] = read.Bot! };
    }

    private static ConversationScript Read(string steps)
    {
        ScriptReadResult read = ConversationScriptReader.Read($$"""{ "bot": "bot", {{steps}} }""");
        Assert.That(read.Script, Is.Not.Null, string.Join('\n', read.Diagnostics));
        return read.Script!;
    }
}
