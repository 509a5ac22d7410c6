using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Running;

namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>Scripts that the tests of the explorer explore.</summary>
internal static class CrashSamples
{
    /// <summary>Messages, a call, an agent who connects late, a timer that fires, a file, and the end.</summary>
    public const string Everything = """
        { "user": "balance" }, { "bot": "Which account?" },
        { "user": "Savings" }, { "bot": { "matches": "^Your balance is" } },
        { "user": "upload" }, { "bot": "Your file, please." },
        { "file": { "name": "id.pdf", "content": "pdf", "bytes": 2048 } }, { "bot": { "matches": "(?s).*" } }, { "bot": { "matches": "(?s).*" } },
        { "user": "agent" }, { "advance": "00:01:00" }, { "advance": "00:00:10" },
        { "agent": "connects" }, { "user": "hello" }, { "agent": "says", "text": "Hi." }, { "bot": "Hi." },
        { "agent": "returns" }, { "bot": "Welcome back." },
        { "user": "bye" }, { "bot": "Bye." }
        """;

    /// <summary>Explores a script of the bank, perhaps with a fault planted.</summary>
    public static async Task<CrashResult> ExploreAsync(string steps, string stubs = "", Func<RuntimePorts, RuntimePorts>? plant = null)
    {
        ScriptReadResult read = ConversationScriptReader.Read($$"""{ "bot": "bank", "stubs": { {{stubs}} }, "steps": [ {{steps}} ] }""");
        Assert.That(read.Diagnostics, Is.Empty);
        return await CrashExplorer.ExploreAsync(read.Script!, new Dictionary<string, Bot> { ["bank"] = SampleBots.Bank }, options: new CrashOptions { Plant = plant });
    }
}
