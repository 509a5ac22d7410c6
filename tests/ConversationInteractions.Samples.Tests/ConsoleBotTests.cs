namespace ConversationInteractions.Samples.Tests;

/// <summary>The first thing that a stranger runs.</summary>
internal sealed class ConsoleBotTests
{
    [Test]
    public async Task It_calls_its_service_takes_a_file_and_says_goodbye()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await File.WriteAllTextAsync(file, "%PDF-1.7\n");
        try
        {
            SampleProgram.Ended ended = await SampleProgram.RunAsync("ConsoleBot", ["hello", "balance", "Current", "balance", "Broken", "document", $"/file {file}", "bye"]);
            Assert.That(ended.Error, Is.Empty);
            Assert.That(ended.Code, Is.Zero);
            Assert.That(ended.Output, Does.Contain("bot: Which account?").And.Contain("bot: You have 42.5 EUR in your current account.").And.Contain("(status 500)").And.Contain("bot: Processing the file..."));
            Assert.That(ended.Output, Does.Contain("bot: Goodbye!\n(The conversation is closed."));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
