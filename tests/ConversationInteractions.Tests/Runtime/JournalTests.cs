using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>The journal of a runtime: what it holds is decided again from its files, and its failures break nothing.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class JournalTests : IDisposable
{
    private const string Id = "c/1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal");
    private readonly CollectingChannel _channel = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_conversation_is_reproduced_from_its_file()
    {
        FolderJournal journal = new(_folder.FullName);
        RuntimePorts ports = TestBots.Ports(_channel, TestBots.Balance()) with
        {
            Journal = journal,
            Integrations = new FixedClient(new CallOutcome { Result = CallResult.Success, Status = 200, Body = """{ "amount": 42 }""", Attempts = 1 }),
        };
        await TalkAsync(ports, "balance", "hello", "balance");
        JournalStep[] steps = Read(journal.PathOf(Id));
        Assert.That(steps.Select(s => s.Version), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(steps.Select(s => s.Events.Single().GetType().Name), Is.EqualTo(new[] { "UserMessageReceived", "IntegrationCompleted", "UserMessageReceived", "UserMessageReceived", "IntegrationCompleted" }));
        Assert.That(steps[0].Before!.Channel, Is.EqualTo("web"));
        Assert.That(JournalReplay.Run(ports.Programs, steps).Select(s => (s.Verdict, s.Reason)), Has.All.EqualTo((ReplayVerdict.Reproduced, (string?)null)));
    }

    [Test]
    public async Task What_the_context_store_and_the_scripts_of_a_step_held_is_reproduced_too()
    {
        Bot bot = new()
        {
            Name = "Context",
            Dialogs =
            [
                new Dialog
                {
                    Name = "Context",
                    Interactions =
                    [
                        new DialogStarter { Patterns = ["*"] },
                        new Question { Content = "{$context.crm.name}?", Rules = [new Rule { Set = [new("name", "{$userMessage}")], Scope = VariableScope.Context("crm") }] },
                        new Statement { Content = "{$context.crm.name}.", Scripts = new InteractionScripts { PreProcess = "x" } },
                        new Statement { Content = "{$context.crm.name}!" },
                    ],
                },
            ],
        };
        FolderJournal journal = new(_folder.FullName);
        RuntimePorts ports = TestBots.Ports(_channel, bot) with { Journal = journal };
        await TalkAsync(ports, "hi", "Dora", "hi", "Cora");
        Assert.That(_channel.Texts(Id), Is.EqualTo(new[] { "?", "Dora.", "Dora!", "Dora?", "Cora.", "Cora!" }));
        Assert.That(JournalReplay.Run(ports.Programs, Read(journal.PathOf(Id))).Select(s => s.Verdict), Is.EqualTo(Enumerable.Repeat(ReplayVerdict.Reproduced, 4)));
    }

    [Test]
    public async Task A_transfer_and_its_timer_are_reproduced()
    {
        Bot bot = new()
        {
            Name = "Agent",
            Dialogs = [new Dialog { Name = "Agent", Interactions = [new DialogStarter { Patterns = ["agent"] }, new Escalation { Name = "Desk", SkillId = "2000" }] }],
        };
        FolderJournal journal = new(_folder.FullName);
        ManualTimeProvider time = new();
        RuntimePorts ports = TestBots.Ports(_channel, bot) with { Journal = journal, Transport = new StubEscalationTransport(TransferStub.Silent), Time = time };
        await using ConversationRuntime runtime = new(ports);
        await SayAsync(runtime, "agent");
        time.Advance(TimeSpan.FromMinutes(5));
        await SayAsync(runtime, "still there?");
        JournalStep[] steps = Read(journal.PathOf(Id));
        Assert.That(steps.SelectMany(s => s.Events), Has.Some.InstanceOf<TimerElapsed>().And.Some.InstanceOf<TransferAnswered>());
        Assert.That(JournalReplay.Run(ports.Programs, steps).Select(s => (s.Verdict, s.Reason)), Has.All.EqualTo((ReplayVerdict.Reproduced, (string?)null)));
    }

    [Test]
    public async Task A_journal_that_fails_breaks_no_turn_and_leaves_a_gap_that_is_seen()
    {
        FlakyJournal journal = new(failing: 2);
        RuntimePorts ports = TestBots.Ports(_channel, TestBots.Order) with { Journal = journal };
        await TalkAsync(ports, "order", "3", "XL", "order");
        Assert.That(_channel.Texts(Id), Is.EqualTo(new[] { "How many?", "Which size?", "3 of size XL.", "How many?" }));
        Assert.That(journal.Steps.Select(s => s.Version), Is.EqualTo(new[] { 1, 3, 4 }));
        Assert.That(
            JournalReplay.Run(ports.Programs, journal.Steps).Select(s => s.Verdict),
            Is.EqualTo(new[] { ReplayVerdict.Reproduced, ReplayVerdict.NotReplayed, ReplayVerdict.Reproduced }));
    }

    [Test]
    public async Task A_value_that_becomes_sensitive_late_in_a_turn_is_masked_in_its_first_step_too()
    {
        Bot bot = TestBots.Balance() with { Settings = new BotSettings { Sensitive = ["said"] } };
        bot = bot with
        {
            Dialogs = [bot.Dialogs[0] with
            {
                Interactions =
                [
                    new DialogStarter { Patterns = ["*"] },
                    new IntegrationCall { Name = "Call", Integration = "balance", Rules = [new Rule { Set = [new("said", "{$userMessage}")] }] },
                ],
            }],
        };
        FlakyJournal journal = new(failing: 0);
        await TalkAsync(TestBots.Ports(_channel, bot) with { Journal = journal }, "rosebud");
        Assert.That(journal.Steps, Has.Count.EqualTo(2));
        Assert.That(journal.Steps[0].Masked, Is.EqualTo(JournalParts.Events | JournalParts.State));
        Assert.That(journal.Text, Does.Not.Contain("rosebud"));
    }

    [Test]
    public async Task The_files_of_a_conversation_stay_within_their_bound_and_the_newest_steps_are_kept()
    {
        FolderJournal journal = new(_folder.FullName, maxBytes: 4_096);
        await TalkAsync(TestBots.Ports(_channel, TestBots.Order) with { Journal = journal }, [.. Enumerable.Range(0, 40).Select(_ => "order")]);
        FileInfo[] files = _folder.GetFiles();
        Assert.That(files.Select(f => f.Name), Has.Exactly(2).Items.And.Some.EndsWith(".journal.1.jsonl").And.Some.EndsWith(".journal.jsonl"));
        Assert.That(files.Sum(f => f.Length), Is.LessThan(4_096 + (2 * 1_500)));
        long[] versions = [.. files.OrderBy(f => f.Name.EndsWith(".1.jsonl", StringComparison.Ordinal) ? 0 : 1).SelectMany(f => Read(f.FullName)).Select(s => s.Version)];
        Assert.That(versions, Is.EqualTo(Enumerable.Range((int)versions[0], versions.Length)));
        Assert.That(versions[^1], Is.EqualTo(40));
    }

    [Test]
    public async Task A_line_that_a_dying_process_left_unfinished_does_not_spoil_the_next()
    {
        FolderJournal journal = new(_folder.FullName);
        await File.WriteAllTextAsync(journal.PathOf(Id), "{\"v\":1,\"conv");
        await journal.AppendAsync(Id, "{}\n"u8.ToArray(), CancellationToken.None);
        Assert.That(await File.ReadAllTextAsync(journal.PathOf(Id)), Is.EqualTo("{\"v\":1,\"conv\n{}\n"));
    }

    [Test]
    public async Task Several_processes_lose_and_mix_no_lines()
    {
        FolderJournal[] journals = [.. Enumerable.Range(0, 4).Select(_ => new FolderJournal(_folder.FullName))];
        await Task.WhenAll(journals.Select((journal, process) => WriteAsync(journal, process, turns: 25, length: 5_000)));
        string[] lines = await File.ReadAllLinesAsync(journals[0].PathOf(Id));
        Assert.That(lines, Has.Length.EqualTo(100).And.All.Length.GreaterThan(5_000));
        Assert.That(lines, Is.Unique);
    }

    [Test]
    public async Task A_file_is_put_away_by_one_process_only()
    {
        FolderJournal[] journals = [.. Enumerable.Range(0, 4).Select(_ => new FolderJournal(_folder.FullName, maxBytes: 20_000))];
        await Task.WhenAll(journals.Select((journal, process) => WriteAsync(journal, process, turns: 10, length: 500)));
        FileInfo[] files = _folder.GetFiles();
        Assert.That(files, Has.Length.EqualTo(2));
        Assert.That(files.Max(f => f.Length), Is.InRange(10_000, 11_000), "what was put away was full, and is not overwritten by a file that has just begun");
    }

    [Test]
    public void Conversations_with_any_ids_have_files_of_their_own_inside_the_folder()
    {
        FolderJournal journal = new(_folder.FullName);
        string[] ids = ["a", "A", "a/b", "a_b", "../x", "con", "", " ", new string('x', 200), new string('x', 199), "é", "e\u0301", "a\nb"];
        string[] paths = [.. ids.Select(journal.PathOf)];
        Assert.That(paths.Select(Path.GetDirectoryName), Has.All.EqualTo(_folder.FullName));
        Assert.That(paths.Select(p => p.ToUpperInvariant()), Is.Unique);
        Assert.That(paths.Select(p => Path.GetFileName(p).Length), Has.All.LessThan(100));
    }

    private static Task WriteAsync(FolderJournal journal, int process, int turns, int length) => Task.Run(async () =>
    {
        for (int turn = 0; turn < turns; turn++)
        {
            await journal.AppendAsync(Id, Encoding.UTF8.GetBytes($"{process}-{turn} {new string('x', length)}\n"), CancellationToken.None);
        }
    });

    private static async Task SayAsync(ConversationRuntime runtime, string text)
    {
        await runtime.HandleAsync(Id, new UserMessage(text) { Start = new ConversationStart { Channel = "web" } });
        await runtime.WhenIdleAsync();
    }

    private static async Task TalkAsync(RuntimePorts ports, params string[] texts)
    {
        await using ConversationRuntime runtime = new(ports);
        foreach (string text in texts)
        {
            await SayAsync(runtime, text);
        }
    }

    private static JournalStep[] Read(string path) => [.. File.ReadLines(path).Select(line => JournalJson.Read(Encoding.UTF8.GetBytes(line)))];

    private sealed class FixedClient(CallOutcome outcome) : IIntegrationClient
    {
        public ValueTask<CallOutcome> InvokeAsync(IntegrationInvocation invocation, CancellationToken cancellationToken) => ValueTask.FromResult(outcome);
    }

    /// <summary>Fails at one of its calls.</summary>
    private sealed class FlakyJournal(int failing) : IConversationJournal
    {
        private readonly StringBuilder _text = new();
        private int _calls;

        public string Text => _text.ToString();

        public IReadOnlyList<JournalStep> Steps => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JournalJson.Read(Encoding.UTF8.GetBytes(line)))];

        public ValueTask AppendAsync(string conversationId, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
        {
            if (++_calls == failing)
            {
                throw new IOException("The disk is full.");
            }

            _text.Append(Encoding.UTF8.GetString(lines.Span));
            return ValueTask.CompletedTask;
        }
    }
}
