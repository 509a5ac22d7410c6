using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.ConversationBuilder.Scripting;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;

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

    [TestCaseSource(typeof(SharedExports), nameof(SharedExports.Scripts))]
    public async Task Every_conversation_worked_out_for_an_export_passes_on_it_and_on_the_bot_written_from_it(string path)
    {
        foreach (bool isWritten in (bool[])[false, true])
        {
            ScriptRunner runner = new(new ScriptRunnerOptions
            {
                ScriptEngine = new ConversationBuilderScriptEngine(),
                BotReaders = [(_, content) => Read(content.Span, isWritten)],
            });
            ScriptResult result = await runner.RunAsync(path);
            Assert.That(result.Passed, Is.True, () => $"{string.Join('\n', result.Problems)}{result.Failure}");
        }
    }

    private static BotFile Read(ReadOnlySpan<byte> export, bool isWritten)
    {
        Bot? bot = ConversationBuilderExport.Read(export).Bot;
        return new BotFile { Bot = isWritten ? BotReader.Read(BotWriter.Write(bot!)).Bot : bot };
    }
}
