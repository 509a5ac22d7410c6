using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class ConformanceTests
{
    private static readonly string[] Ignored = [""];

    private static IEnumerable<string> Bots => Names("", "*.bot.json");

    [TestCaseSource(nameof(Bots))]
    public void A_conformance_bot_has_no_errors(string name)
    {
        BotReadResult result = Read(name);
        Assert.That(result.Bot, Is.Not.Null, () => Definition.Describe(result.Diagnostics));
    }

    [TestCaseSource(nameof(Bots))]
    public void A_conformance_bot_is_equal_after_writing_and_reading(string name)
    {
        BotReadResult result = Read(name);
        Assert.That(BotReader.Read(BotWriter.Write(result.Bot!)).Bot, Is.EqualTo(result.Bot));
    }

    private static string[] Names(string subfolder, string pattern)
    {
        string[] names = [.. Conformance.Files(subfolder, pattern).Select(file => Path.Combine(subfolder, Path.GetFileName(file)))];
        return names.Length > 0 ? names : Ignored;
    }

    private static BotReadResult Read(string name)
    {
        if (name.Length == 0)
        {
            Assert.Ignore(Conformance.WhyIgnored);
        }

        return BotReader.Read(File.ReadAllBytes(Path.Combine(Conformance.Folder!, name)));
    }
}
