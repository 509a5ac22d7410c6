using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static ConversationInteractions.ConversationBuilder.Tests.Importing.Draft;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Exports as bots of a host.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HostTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Test]
    public async Task A_host_runs_an_export_adapted_to_it_and_gets_the_report()
    {
        await File.WriteAllTextAsync(_path, new ExportDraft().Dialog("A", Starter("hi"), Text("a", "Welcome to {$env.brand}.").With("mood", "sunny")).ToJson());
        ImportReport? report = null;
        RecordingMessages channel = new();
        ServiceCollection services = new();
        services.AddConversationInteractions()
            .AddConversationBuilderExport(_path, bot => bot with { Environment = [new("brand", "Contoso")] }, found => report = found)
            .UseChannel(channel);
        await using ServiceProvider provider = services.BuildServiceProvider();
        ConversationRuntime runtime = provider.GetRequiredService<ConversationRuntime>();
        await runtime.HandleAsync("1", new UserMessage("hi") { Start = new ConversationStart { Bot = "Shop" } });
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts, Is.EqualTo(new[] { "Welcome to Contoso." }));
        Assert.That(report!.Dropped.Single().Subject, Is.EqualTo("$.conversationMessage[].mood"));
    }

    [Test]
    public void An_export_that_cannot_be_imported_stops_the_host_with_all_its_problems()
    {
        File.WriteAllText(_path, new ExportDraft().Dialog("A", Starter("hi").With("pattern", "hi"), Text("a", "1").With("name", new JsonArray())).ToJson());
        Assert.That(Start, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("CI0502: 'pattern'").And.Message.Contains("CI0502: 'name'"));
    }

    [Test]
    public void A_path_that_leads_nowhere_is_told() => Assert.That(Start, Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("copy the file to the output folder"));

    private void Start()
    {
        ServiceCollection services = new();
        services.AddConversationInteractions().AddConversationBuilderExport(_path);
        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<ConversationRuntime>();
    }

    private sealed class RecordingMessages : IMessageChannel
    {
        public List<string> Texts { get; } = [];

        public ValueTask<DeliveryResult> SendAsync(string conversationId, Interpretation.OutgoingMessage message, CancellationToken cancellationToken)
        {
            Texts.Add(message.Text);
            return ValueTask.FromResult(DeliveryResult.Accepted);
        }

        public ValueTask CloseAsync(string conversationId, bool survey, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
