using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConversationInteractions.Tests.Runtime;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class IdleConversationTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingStore _store = new();

    [Test]
    public async Task Silent_conversations_go_after_their_time_and_not_before()
    {
        for (int i = 0; i < IdleConversations.Batch + 1; i++)
        {
            await CommitAsync($"c{i}");
        }

        IdleConversations idle = Start(TimeSpan.FromDays(90));
        _time.Advance(TimeSpan.FromDays(90));
        await idle.DeleteAsync(CancellationToken.None);
        Assert.That(await _store.LoadAsync("c0", CancellationToken.None), Is.Not.Null, "not before");

        _time.Advance(TimeSpan.FromHours(1));
        await CommitAsync("young");
        await idle.DeleteAsync(CancellationToken.None);
        for (int i = 0; i < IdleConversations.Batch + 1; i++)
        {
            Assert.That(await _store.LoadAsync($"c{i}", CancellationToken.None), Is.Null);
        }

        Assert.That(await _store.LoadAsync("young", CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task Of_very_many_some_are_left_for_the_next_time()
    {
        for (int i = 0; i < (IdleConversations.Batch * IdleConversations.Batches) + 1; i++)
        {
            await CommitAsync($"c{i}");
        }

        IdleConversations idle = Start(TimeSpan.FromDays(1));
        _time.Advance(TimeSpan.FromDays(2));
        _store.TakeCalls();
        Assert.That(await idle.DeleteAsync(CancellationToken.None), Is.False);
        Assert.That(_store.TakeCalls(), Has.Count.EqualTo(IdleConversations.Batches));
        Assert.That(await idle.DeleteAsync(CancellationToken.None), Is.True);
        Assert.That(_store.TakeCalls(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Without_a_time_nothing_is_deleted()
    {
        IdleConversations idle = Start(null);
        _time.Advance(TimeSpan.FromDays(10_000));
        await idle.DeleteAsync(CancellationToken.None);
        Assert.That(_store.TakeCalls(), Is.Empty);
    }

    [Test]
    public async Task Shared_values_go_when_they_have_outlived_their_time_even_where_conversations_stay()
    {
        InMemoryContextStore values = new(_time);
        await values.RegisterAsync("n", TimeSpan.FromHours(1), default);
        await values.WriteAsync(ContextScope.User("u"), "n", "a", "1", default);
        IdleConversations idle = Start(null, values);
        await idle.DeleteAsync(CancellationToken.None);
        Assert.That(values.Count, Is.EqualTo(1));
        _time.Advance(TimeSpan.FromHours(2));
        await idle.DeleteAsync(CancellationToken.None);
        Assert.That(values.Count, Is.Zero);
    }

    private IdleConversations Start(TimeSpan? period, IContextStore? values = null)
    {
        RuntimePorts ports = new()
        {
            Context = values ?? new InMemoryContextStore(_time),
            Programs = ProgramCatalog.Create([BotProgram.Compile(TestBots.Order)]),
            Channel = new CollectingChannel(),
            Store = _store,
            Time = _time,
            Options = new RuntimeOptions { DeleteIdleAfter = period },
        };
        return new IdleConversations(new RuntimeContext(ports, NullLogger.Instance, CancellationToken.None) { ProcessName = "test" });
    }

    private async Task CommitAsync(string id) => Assert.That(await _store.TryCommitAsync(
        new ConversationCommit
        {
            ConversationId = id,
            ExpectedVersion = 0,
            State = "{}"u8.ToArray(),
            At = _time.GetUtcNow(),
            Event = new EventRecord("e", _time.GetUtcNow(), ConversationOwner.Bot, 0, 0),
        },
        CancellationToken.None));
}
