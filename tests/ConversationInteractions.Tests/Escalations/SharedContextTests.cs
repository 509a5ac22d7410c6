using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using ConversationInteractions.Tests.Runtime;
using static ConversationInteractions.Tests.Escalations.AgentBots;

namespace ConversationInteractions.Tests.Escalations;

/// <summary>Values that bots share on purpose: written by a rule with the scope <c>context.namespace</c>, read as <c>{$context.namespace.name}</c>.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SharedContextTests
{
    private static readonly Bot Reception = new()
    {
        Name = "Reception",
        Dialogs =
        [
            On(
                "savings",
                new Question { Name = "Name", Content = "Your name?", Rules = [Shares("name", "{$userMessage}")] },
                new Escalation { SkillId = "2001" }),
            On("who", Say("You are {$context.customer.name}.")),
        ],
    };

    private static readonly Bot Savings = new()
    {
        Name = "Savings",
        Dialogs =
        [
            On("hi", Say("Hello {$context.customer.name}{$botContext.name}!"), new Question
            {
                Name = "Premium",
                Content = "Premium?",
                Rules =
                [
                    new Rule { When = new Condition { Variables = [new VariableCondition("$context.customer.name", VariableOperator.EqualTo, "Kim")] }, Message = "Of course, Kim." },
                    new Rule { Message = "Who are you?" },
                ],
            }),
        ],
    };

    private readonly ManualTimeProvider _time = new();
    private readonly CollectingChannel _channel = new();

    [Test]
    public async Task Two_hosted_bots_share_a_value_across_a_transfer_and_no_variable()
    {
        await using ConversationRuntime runtime = new(Ports(new InMemoryContextStore(_time), Reception, Savings));
        await SayAsync(runtime, "savings", "Kim", "yes");
        Assert.That(_channel.Texts("c"), Is.EqualTo(new[] { "Your name?", "Hello Kim!", "Premium?", "Of course, Kim." }));
    }

    [Test]
    public async Task A_value_belongs_to_its_conversation()
    {
        await using ConversationRuntime runtime = new(Ports(new InMemoryContextStore(_time), Reception, Savings));
        await SayAsync(runtime, "savings", "Kim");
        await runtime.HandleAsync("other", new UserMessage("who"));
        await runtime.WhenIdleAsync();
        Assert.That(_channel.Texts("other"), Is.EqualTo(new[] { "You are ." }));
    }

    [Test]
    public async Task A_value_outlives_the_session_until_its_namespace_has_outlived_its_time()
    {
        InMemoryContextStore values = new(_time);
        await values.RegisterAsync("customer", TimeSpan.FromHours(3), default);
        await using ConversationRuntime runtime = new(Ports(values, Reception, Savings));
        await SayAsync(runtime, "savings", "Kim");
        _time.Advance(TimeSpan.FromHours(2));
        await SayAsync(runtime, "who");
        _time.Advance(TimeSpan.FromHours(2));
        await SayAsync(runtime, "who");
        Assert.That(_channel.Texts("c").TakeLast(2), Is.EqualTo(new[] { "You are Kim.", "You are ." }));
    }

    [Test]
    public async Task A_value_that_has_been_committed_is_read_although_a_slow_channel_holds_its_writing_back()
    {
        Bot bot = new()
        {
            Name = "Slow",
            Integrations = [new ApiIntegration { Name = "look", Url = "https://bank.example/" }],
            Dialogs =
            [
                On(
                    "go",
                    new Question { Name = "Name", Content = "Your name?", Rules = [Shares("name", "{$userMessage}") with { Message = "One moment." }] },
                    new IntegrationCall { Integration = "look", Next = NextAction.GoTo("Told") },
                    Say("You are {$context.customer.name}.") with { Name = "Told" }),
            ],
        };
        BlockingChannel channel = new("One moment.");
        BlockingClient client = new();
        client.Answer();
        await using ConversationRuntime runtime = new(Ports(new InMemoryContextStore(_time), bot) with { Channel = channel, Integrations = client });
        await runtime.HandleAsync("c", new UserMessage("go"));
        await runtime.WhenIdleAsync();
        await runtime.HandleAsync("c", new UserMessage("Kim"));
        channel.Release();
        await runtime.WhenIdleAsync();
        Assert.That(channel.Texts, Is.EqualTo(new[] { "Your name?", "One moment.", "You are Kim." }));
    }

    [Test]
    public async Task What_a_rule_shares_is_there_after_a_script_of_the_same_turn()
    {
        Bot bot = new()
        {
            Name = "Scripted",
            Dialogs =
            [
                On(
                    "go",
                    new Question { Name = "Name", Content = "Your name?", Rules = [Shares("name", "{$userMessage}")] },
                    Say("You are {$context.customer.name}.") with { Scripts = new InteractionScripts { PreProcess = "x" } }),
            ],
        };
        await using ConversationRuntime runtime = new(Ports(new InMemoryContextStore(_time), bot));
        await SayAsync(runtime, "go", "Kim");
        Assert.That(_channel.Texts("c")[^1], Is.EqualTo("You are Kim."));
    }

    [Test]
    public async Task A_restart_keeps_what_the_context_store_keeps()
    {
        InMemoryContextStore values = new(_time);
        RuntimePorts ports = Ports(values, Reception, Savings) with { Store = new InMemoryConversationStore() };
        await using (ConversationRuntime first = new(ports))
        {
            await SayAsync(first, "savings", "Kim");
        }

        await using ConversationRuntime second = new(ports);
        await second.HandleAsync("c", new CloseRequest());
        await SayAsync(second, "who");
        Assert.That(_channel.Texts("c")[^1], Is.EqualTo("You are Kim."));
    }

    private static Rule Shares(string name, string value) => new() { Set = [KeyValuePair.Create(name, value)], Scope = VariableScope.Context("customer") };

    private static async Task SayAsync(ConversationRuntime runtime, params string[] texts)
    {
        foreach (string text in texts)
        {
            await runtime.HandleAsync("c", new UserMessage(text));
            await runtime.WhenIdleAsync();
        }
    }

    private RuntimePorts Ports(IContextStore values, params Bot[] bots) => new()
    {
        Programs = Catalog(bots.Length > 1 ? new() { ["2001"] = "Savings" } : [], bots),
        Channel = _channel,
        Time = _time,
        Context = values,
    };

    /// <summary>Holds one message back until it is released.</summary>
    private sealed class BlockingChannel(string held) : IMessageChannel
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<string> _texts = [];

        public IReadOnlyList<string> Texts => _texts;

        public void Release() => _released.SetResult();

        public async ValueTask<DeliveryResult> SendAsync(string conversationId, OutgoingMessage message, CancellationToken cancellationToken)
        {
            if (message.Text == held)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }

            _texts.Add(message.Text);
            return DeliveryResult.Accepted;
        }
    }
}
