using System.Collections.Concurrent;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A step reads the namespaces that it may refer to, and the outbox once.</summary>
internal sealed class ReadNamespacesTests
{
    private static readonly Bot Alone = Reader("Alone", "own");
    private static readonly Bot Member = Reader("Member", "left") with { Group = "team" };
    private static readonly Bot Mate = Reader("Mate", "right") with { Group = "team" };
    private static readonly Bot Desk = Reader("Desk", "desk", new Escalation { Name = "Out", SkillId = "300" });
    private static readonly Bot Template = Reader("Template", "own", new Escalation { Name = "Out", SkillId = "{$botContext.skill}" });
    private static readonly Bot Falls = Reader("Falls", "own") with { Settings = new BotSettings { Escalation = new EscalationSettings { FallbackSkillId = "300" } } };

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return new TestCaseData("Alone", "own").SetArgDisplayNames("itself");
        yield return new TestCaseData("Member", "left right").SetArgDisplayNames("its group");
        yield return new TestCaseData("Desk", "desk left right").SetArgDisplayNames("a skill, and the group of the bot that it stands for");
        yield return new TestCaseData("Template", "left own right").SetArgDisplayNames("any skill, where it is a template");
        yield return new TestCaseData("Falls", "left own right").SetArgDisplayNames("the fallback skill");
        yield return new TestCaseData("Gone", "").SetArgDisplayNames("a bot that is not hosted");
    }

    [TestCaseSource(nameof(Cases))]
    public void A_bot_may_read_those_of(string bot, string expected)
    {
        ProgramCatalog programs = ProgramCatalog.Create(
            new[] { Alone, Member, Mate, Desk, Template, Falls }.Select(BotProgram.Compile), [KeyValuePair.Create("300", "Member")]);
        ConversationState state = ConversationState.New("c", bot);
        Assert.That(string.Join(' ', new ReadNamespaces(programs).Of(state).Order(StringComparer.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Those_of_other_bots_are_not_read_and_the_outbox_is_read_once()
    {
        ReadingContext values = new();
        int reads = 0;
        RacingStore store = new(new InMemoryConversationStore()) { OnReadOutbox = _ => reads++ };
        Bot both = Reader("Both", "own", new Statement { Content = "{$context.second.name}" });
        await using ConversationRuntime runtime = new(TestBots.Ports(new CollectingChannel(), both, Alone with { Name = "Other" }, Member) with { Store = store, Context = values });
        await runtime.HandleAsync("c", new UserMessage("hi"));
        await runtime.WhenIdleAsync();
        Assert.That(values.Read.Order(StringComparer.Ordinal), Is.EqualTo(new[] { "own", "second" }));
        Assert.That(reads, Is.EqualTo(1));
    }

    private static Bot Reader(string name, string read, params Interaction[] more) => new()
    {
        Name = name,
        Dialogs = [new Dialog { Name = name, Interactions = [new DialogStarter { Patterns = ["*"] }, new Statement { Content = $"{{$context.{read}.name}}" }, .. more] }],
    };

    private sealed class ReadingContext : IContextStore
    {
        private readonly InMemoryContextStore _inner = new();

        public ConcurrentQueue<string> Read { get; } = new();

        public ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name, CancellationToken cancellationToken)
        {
            Read.Enqueue(name);
            return _inner.ReadAsync(scope, name, cancellationToken);
        }

        public ValueTask WriteAsync(ContextScope scope, string name, string key, string? value, CancellationToken cancellationToken) => _inner.WriteAsync(scope, name, key, value, cancellationToken);

        public ValueTask RegisterAsync(string name, TimeSpan? timeToLive, CancellationToken cancellationToken) => _inner.RegisterAsync(name, timeToLive, cancellationToken);

        public ValueTask ClearAsync(ContextScope scope, string name, CancellationToken cancellationToken) => _inner.ClearAsync(scope, name, cancellationToken);

        public ValueTask DeleteAsync(string name, CancellationToken cancellationToken) => _inner.DeleteAsync(name, cancellationToken);
    }
}
