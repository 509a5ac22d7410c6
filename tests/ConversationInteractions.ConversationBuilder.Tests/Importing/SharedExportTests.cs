using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

public sealed class SharedExportTests
{
    [TestCaseSource(typeof(SharedExports), nameof(SharedExports.Exports))]
    public void Every_published_export_is_imported_and_nothing_in_it_is_unknown(string path)
    {
        ImportResult result = ConversationBuilderExport.Read(File.ReadAllBytes(path));
        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(BotValidator.Validate(result.Bot!).Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error), Is.Empty);
        Assert.That(result.Report.Entries.Where(entry => entry.Reason.Contains("does not know", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(typeof(SharedExports), nameof(SharedExports.Exports))]
    public void The_bot_of_every_published_export_is_the_same_after_it_was_written_and_read(string path)
    {
        Bot bot = ConversationBuilderExport.Read(File.ReadAllBytes(path)).Bot!;
        Assert.That(BotReader.Read(BotWriter.Write(bot)).Bot, Is.EqualTo(bot));
    }
}
