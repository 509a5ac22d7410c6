using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Values of sensitive variables leave with no log, trace, metric, transfer or journal, wherever they stand; the consumer sees them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SensitiveValueTests : IDisposable
{
    private const string Id = "c1";

    private static readonly string[] Secrets = ["rosebud-4711", "p\"ss \\wörd/9", "two\nlines of it", "a&b=c?d#e", "{\"pin\": \"rosebud-17\"}"];

    private static readonly VariableScope[] Scopes = [VariableScope.Session, VariableScope.Dialog, VariableScope.Request, VariableScope.Context("crm")];

    private readonly SensitiveWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Test]
    public async Task A_value_leaves_with_nothing_but_the_messages_to_the_consumer([ValueSource(nameof(Secrets))] string secret, [ValueSource(nameof(Scopes))] VariableScope scope)
    {
        await using ConversationRuntime runtime = new(_world.Ports(Bank(scope)));
        await SayAsync(runtime, "pin");
        await SayAsync(runtime, secret);
        await SayAsync(runtime, $"once more: {secret}");
        await SayAsync(runtime, "agent");
        string transfer = (await runtime.FindStateAsync(Id))!.Transfer!.Id;
        await SayAsync(runtime, $"to the agent: {secret}");
        await runtime.HandleAsync(Id, new TransferUpdate(transfer, TransferUpdateKind.Failed) { Text = $"{secret} is wrong" });
        await runtime.WhenIdleAsync();
        Redaction redaction = Redaction.Of(_world.Ports(Bank(scope)).Programs, (await runtime.FindStateAsync(Id))!);
        Assert.That(_world.Said, Does.Contain($"You said {secret}."), "the consumer sees it");
        Assert.That(_world.Left, Has.Some.StartsWith("{\"v\":1,\"conversation\":\"c1\""), "a line of the journal");
        Assert.That(_world.Left.Where(text => redaction.IsHit(text) || text.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty);
        Assert.That(redaction.IsHit(secret));
        Assert.That(_world.Transfers.Single().Transcript.Select(l => l.Text), Does.Contain("***").And.Contain("You said ***.").And.Contain("once more: ***"));
        Assert.That((await runtime.ReadLogAsync(Id)).Select(e => e.Text), Does.Contain(secret), "the log keeps what was said");
    }

    [Test]
    public async Task The_hosts_own_redactor_has_the_last_word()
    {
        RuntimePorts ports = _world.Ports(Bank(VariableScope.Session));
        ports.Options.Redactor = text => text.Replace("Dora", "<name>", StringComparison.Ordinal);
        await using ConversationRuntime runtime = new(ports);
        await SayAsync(runtime, "I am Dora");
        await SayAsync(runtime, "agent");
        Assert.That(_world.Transfers.Single().Transcript[0].Text, Is.EqualTo("I am <name>"));
    }

    [Test]
    public async Task What_a_redactor_that_throws_should_have_judged_is_masked_as_a_whole()
    {
        RuntimePorts ports = _world.Ports(Bank(VariableScope.Session));
        ports.Options.Redactor = _ => throw new InvalidOperationException();
        await using ConversationRuntime runtime = new(ports);
        await SayAsync(runtime, "I am Dora");
        await SayAsync(runtime, "agent");
        Assert.That(_world.Transfers.Single().Transcript.Select(l => l.Text), Has.All.EqualTo("***"));
        Assert.That(_world.Left, Has.Some.Contain("RuntimeOptions.Redactor threw"));
    }

    [Test]
    public async Task Exceptions_are_logged_whole_where_no_bot_has_sensitive_variables()
    {
        Bot open = Bank(VariableScope.Session) with { Settings = new BotSettings() };
        await using ConversationRuntime runtime = new(_world.Ports(open));
        await SayAsync(runtime, "pin");
        Assert.That(_world.Left, Has.Some.Contain("System.IO.IOException: Your PIN?"));
    }

    private static async Task SayAsync(ConversationRuntime runtime, string text)
    {
        await runtime.HandleAsync(Id, new UserMessage(text));
        await runtime.WhenIdleAsync();
    }

    private static Bot Bank(VariableScope scope) => new()
    {
        Name = "Bank",
        Settings = new BotSettings { Sensitive = ["pin"] },
        Integrations =
        [
            new ApiIntegration
            {
                Name = "bank",
                Method = "POST",
                Url = "https://bank.example/{$userMessage}",
                Query = [new("pin", "{$userMessage}")],
                Headers = [new("X-Pin", "{$userMessage}")],
                Body = JsonText.Parse("""{ "pin": "{$userMessage}" }"""),
            },
            new ApiIntegration { Name = "broken", Method = "POST", Url = "https://bank.example/{$userMessage}", Body = JsonText.Parse("""{ "pin": "{$userMessage}" }""") },
        ],
        Dialogs =
        [
            new Dialog { Name = "Intent", Interactions = [new DialogStarter { Intents = ["any"] }, new Statement { Content = "x" }] },
            new Dialog
            {
                Name = "PIN",
                Interactions =
                [
                    new DialogStarter { Patterns = ["pin"] },
                    new Question { Name = "Ask", Content = "Your PIN?", Rules = [new Rule { Set = [new("copy", "copy of {$userMessage}"), new("pin", "PIN {$userMessage}")], Scope = scope }] },
                    new Statement { Content = "You said {$userMessage}.", Scripts = new InteractionScripts { PreProcess = "print()" } },
                    new Statement { Content = "Again: {$userMessage}.", Scripts = new InteractionScripts { PreProcess = "throw()" } },
                    new IntegrationCall { Name = "Call", Integration = "bank", Rules = [new Rule { When = new ResultTest(CallResult.Failure) }] },
                    new IntegrationCall { Name = "Broken", Integration = "broken", Rules = [new Rule { When = new Condition() }] },
                ],
            },
            new Dialog
            {
                Name = "Agent",
                Interactions = [new DialogStarter { Patterns = ["agent"] }, new Escalation { Name = "Desk", SkillId = "2000", TransferBotContext = true }],
            },
        ],
    };
}
