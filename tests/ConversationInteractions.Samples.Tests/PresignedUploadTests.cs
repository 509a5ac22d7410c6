using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ConversationInteractions.Samples.Tests;

/// <summary>The sample's bot has an address signed and sends the file there, with no SDK.</summary>
internal sealed class PresignedUploadTests
{
    [Test]
    public async Task A_file_goes_to_the_signed_address()
    {
        await using FakeObjectStore store = new() { WantsSignature = true };
        Outcome outcome = await RunAsync(store, allowed: store.Authority);
        Assert.That(outcome.Said, Is.EqualTo(new[] { "Please send your document as PDF.", "Processing the file...", "Thank you, we have it." }));
        Assert.That(store.Objects.Single().Value, Has.Length.EqualTo(300_000));
    }

    [Test]
    public async Task A_host_that_is_not_allowed_is_not_reached()
    {
        await using FakeObjectStore store = new() { WantsSignature = true };
        Outcome outcome = await RunAsync(store, allowed: "elsewhere.example");
        Assert.That(outcome.Said.Last(), Is.EqualTo("Failed to process the file. Please try again."));
        Assert.That(store.Objects, Is.Empty);
    }

    [Test]
    public async Task A_signature_that_is_refused_is_a_failed_upload()
    {
        await using FakeObjectStore store = new() { NextStatus = 403 };
        Outcome outcome = await RunAsync(store, allowed: store.Authority);
        Assert.That(outcome.Said.Last(), Is.EqualTo("Failed to process the file. Please try again."));
    }

    private static async Task<Outcome> RunAsync(FakeObjectStore store, string allowed)
    {
        string folder = Directory.CreateTempSubdirectory("conversation-presigned-").FullName;
        Outcome outcome = new();
        ServiceCollection services = new();
        services.AddSingleton<IMessageChannel>(outcome.Channel);
        services.AddConversationInteractions()
            .AddBotFile(Path.Combine(AppContext.BaseDirectory, "presigned.bot.json"), bot => bot with { Environment = new Dictionary<string, string> { ["service"] = $"http://{store.Authority}" } })
            .AllowHosts(allowed)
            .UseUploadFolder(folder)
            .AddHttpFileShare("http")
            .AddObserver(outcome);
        await using (ServiceProvider provider = services.BuildServiceProvider())
        {
            ConversationRuntime runtime = provider.GetRequiredService<ConversationRuntime>();
            await runtime.HandleAsync("c1", new UserMessage("document"));
            await runtime.WhenIdleAsync();
            await runtime.HandleAsync("c1", new UserFile(SampleContent.Create("pdf", 300_000), "a.pdf"));
            await outcome.Ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
            await runtime.WhenIdleAsync();
        }

        Directory.Delete(folder, recursive: true);
        return outcome;
    }

    /// <summary>What was said, and when the upload has ended.</summary>
    private sealed class Outcome : IConversationObserver
    {
        public RecordingChannel Channel { get; } = new();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<string> Said => Channel.Messages.Select(m => m.Message.Text);

        public void OnCommitted(CommittedStep step)
        {
        }

        public void OnPerformed(string conversationId, ConversationEffect effect, string? problem)
        {
            if (effect is StartUpload)
            {
                Ended.TrySetResult();
            }
        }
    }
}
