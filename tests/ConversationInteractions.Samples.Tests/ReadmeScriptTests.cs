using ConversationInteractions.Definitions;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Samples.Tests;

/// <summary>The conversation script that the README of the repository shows passes as it stands. (Its C# is compiled and run by the tests of the packages.)</summary>
internal sealed class ReadmeScriptTests
{
    [Test]
    public async Task It_passes_with_the_bot_of_the_console_sample()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ConversationInteractions.sln")))
        {
            folder = folder.Parent!;
        }

        string readme = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "README.md"));
        const string Fence = "```jsonc";
        int start = readme.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        string json = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
        Bot bot = BotReader.Read(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "samples", "ConsoleBot", "bank.bot.json"))).Bot!;

        ScriptResult result = await new ScriptRunner().RunAsync(ConversationScriptReader.Read(json).Script!, new Dictionary<string, Bot> { ["bank.bot.json"] = bot });

        Assert.That(result.Passed, Is.True, $"{result.Failure}\n{result.Transcript}");
    }
}
