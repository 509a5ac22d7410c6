using System.Text;
using ConversationInteractions.Fuzzing;

namespace ConversationInteractions.Cli.Tests;

/// <summary>Whatever a file holds, the tool says what is wrong with it and ends with one of its exit codes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileFuzzTests : IDisposable
{
    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task Definitions_are_validated_drawn_and_compared([Values("validate", "graph", "diff")] string command)
    {
        string sound = _tool.Write("sound.bot.json", SampleFiles.Bot);
        await Fuzz.RunAsync(60, random => Spoiled.Bytes(Encoding.UTF8.GetBytes(SampleFiles.Bot), random), async file =>
        {
            string path = _tool["spoiled.bot.json"];
            await File.WriteAllBytesAsync(path, file);
            Run run = await _tool.RunAsync(command == "diff" ? [command, sound, path] : [command, path]);
            Assert.That(run.Code, Is.InRange(0, 2));
            Assert.That(run.Code == 0 || run.Output.Length + run.Error.Length > 0, Is.True, "why it failed is told");
            Assert.That((run.Output + run.Error).Any(c => char.IsControl(c) && c is not ('\n' or '\t')), Is.False, "nothing steers the terminal");
        });
    }

    [Test]
    public async Task Journals_are_replayed_as_far_as_they_can_be_read()
    {
        string bot = _tool.Write("greeter.bot.json", SampleFiles.Bot);
        const string Line = """{"v":1,"conversation":"c1","version":1,"at":640290960000000000,"before":{"v":1,"bot":"Greeter"},"events":[{"kind":"message","id":"e1","at":640290960000000000,"text":"hello"}],"trace":[],"effects":[],"state":{"v":1,"bot":"Greeter","session":1,"active":640290960000000000}}""";
        await Fuzz.RunAsync(150, random => random.Next(2) == 0 ? Spoiled.Json(Line, random) : Spoiled.Bytes(Encoding.UTF8.GetBytes(Line + "\n" + Line), random), async file =>
        {
            string path = _tool["c1.jsonl"];
            await File.WriteAllBytesAsync(path, file);
            Run run = await _tool.RunAsync("replay", path, "--bot", bot);
            Assert.That(run.Code, Is.InRange(0, 2), run.Error);
            Assert.That(run.Output.Length + run.Error.Length, Is.GreaterThan(0));
        });
    }
}
