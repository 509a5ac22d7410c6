using ConversationInteractions.Escalations;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>A host chooses how its bots hand over, in one line.</summary>
internal sealed class EscalationBuilderTests
{
    private readonly CollectingChannel _channel = new();

    [Test]
    public async Task A_desk_reports_to_the_registered_runtime()
    {
        await using ServiceProvider provider = Build(b => b.UseAgentDesk());
        ConversationRuntime runtime = provider.GetRequiredService<ConversationRuntime>();
        AgentDesk desk = provider.GetRequiredService<AgentDesk>();
        await runtime.HandleAsync("desk", new UserMessage("agent"));
        await runtime.WhenIdleAsync();
        await desk.ConnectAsync(desk.Waiting.Single().TransferId);
        await desk.SayAsync(desk.FindOpen("desk")!.TransferId, "Hello!");
        await runtime.WhenIdleAsync();
        Assert.That(_channel.Texts("desk"), Is.EqualTo(new[] { "Let me see.", "One moment.", "Hello!" }));
    }

    [Test]
    public async Task A_desk_may_be_the_hosts_own()
    {
        AgentDesk own = new() { Answer = _ => new TransferResponse(TransferAnswer.Rejected) };
        await using ServiceProvider provider = Build(b => b.UseAgentDesk(own));
        Assert.That(provider.GetRequiredService<IEscalationTransport>(), Is.SameAs(own));
        Assert.That(provider.GetRequiredService<IAgentChannel>(), Is.SameAs(own));
    }

    [Test]
    public async Task Http_escalation_is_transport_agent_channel_and_reader_of_reports()
    {
        await using ServiceProvider provider = Build(b => b.UseHttpEscalation(Configure));
        Assert.That(provider.GetRequiredService<IEscalationTransport>(), Is.InstanceOf<HttpEscalationTransport>());
        Assert.That(provider.GetRequiredService<IAgentChannel>(), Is.SameAs(provider.GetRequiredService<IEscalationTransport>()));
        Assert.That(provider.GetRequiredService<EscalationReports>(), Is.Not.Null);
    }

    [Test]
    public void Http_options_that_cannot_be_used_stop_the_host_at_its_start()
    {
        using ServiceProvider provider = Build(b => b.UseHttpEscalation(_ => { }));
        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Endpoint").And.Message.Contains("Keys"));
    }

    [Test]
    public async Task An_own_transport_is_made_from_the_services_and_a_later_one_wins()
    {
        await using ServiceProvider provider = Build(b => b.UseHttpEscalation(Configure).UseEscalationTransport<OwnTransport>());
        Assert.That(provider.GetRequiredService<IEscalationTransport>(), Is.InstanceOf<OwnTransport>());
        Assert.That(provider.GetRequiredService<IAgentChannel>(), Is.SameAs(provider.GetRequiredService<IEscalationTransport>()));
    }

    [Test]
    public async Task Transport_and_agent_channel_may_be_two_things()
    {
        StubEscalationTransport transport = new();
        await using ServiceProvider provider = Build(b => b.UseEscalationTransport(transport).UseAgentChannel<RecordingAgentChannel>());
        Assert.That(provider.GetRequiredService<IEscalationTransport>(), Is.SameAs(transport));
        Assert.That(provider.GetRequiredService<IAgentChannel>(), Is.InstanceOf<RecordingAgentChannel>());
    }

    private static void Configure(HttpEscalationOptions options)
    {
        options.Endpoint = new Uri("https://desk.example/hook");
        options.Keys.Add(new EscalationKey("k1", new byte[32]));
    }

    private ServiceProvider Build(Action<IConversationInteractionsBuilder> configure)
    {
        ServiceCollection services = new();
        configure(services.AddConversationInteractions().AddBot(AgentBots.Support).UseChannel(_channel));
        return services.BuildServiceProvider();
    }

    private sealed class OwnTransport(TimeProvider time) : IEscalationTransport, IAgentChannel
    {
        public ValueTask<TransferResponse> RequestAsync(TransferRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new TransferResponse(TransferAnswer.Rejected, $"{time.GetUtcNow()}"));

        public ValueTask DeliverAsync(AgentBoundMessage message, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
