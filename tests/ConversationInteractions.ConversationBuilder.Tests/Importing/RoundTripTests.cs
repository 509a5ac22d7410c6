using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

public sealed class RoundTripTests
{
    [Test]
    public void A_bot_that_has_everything_is_the_same_after_it_was_written_and_read()
    {
        Bot bot = Everything.Draft().ImportBot();
        BotReadResult read = BotReader.Read(BotWriter.Write(bot));
        Assert.That(read.Bot, Is.EqualTo(bot));
        Assert.That(BotProgram.Compile(read.Bot!).Hash, Is.EqualTo(BotProgram.Compile(bot).Hash));
    }

    [Test]
    public void What_happened_to_everything_is_told()
    {
        ImportReport report = Everything.Draft().Import().Report;
        string[] names = [.. Everything.Draft().Messages.Select(message => message["name"]!.ToString())];
        Assert.That(names.Where(name => !report.Entries.Any(entry => entry.Subject.Contains($"\"{name}\"", StringComparison.Ordinal))), Is.Empty);
        Assert.That(report.Entries.Where(entry => entry.Line < 1 || !entry.Path.StartsWith('$') || entry.Reason.Length == 0), Is.Empty);
    }

    [Test]
    public void What_was_dropped_and_changed_are_warnings_with_a_place()
    {
        ImportReport report = Everything.Draft().Import().Report;
        Assert.That(report.ToWarnings().Select(warning => (warning.Code, warning.Path, warning.Line)), Is.EqualTo(report.Entries
            .Where(entry => entry.Fate is ImportFate.Dropped or ImportFate.Changed)
            .Select(entry => (entry.Fate is ImportFate.Dropped ? "CI0506" : "CI0507", entry.Path, entry.Line))));
    }

    [Test]
    public void The_report_can_be_read_by_people_and_by_programs()
    {
        ImportReport report = Everything.Draft().Import().Report;
        Assert.That(report.ToText(), Does.StartWith("Import of Shop: ").And.Contain("\nDropped\n").And.Contain("\nChanged\n").And.Contain("\nCarried over\n").And.Contain("\nWithout effect\n"));
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(report.ToJson());
        Assert.That(json.RootElement.GetProperty("entries").GetArrayLength(), Is.EqualTo(report.Entries.Count));
    }
}
