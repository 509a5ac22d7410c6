using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>How much the context store in memory holds. What it does is tested beside the durable ones.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InMemoryContextStoreTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryContextStore _values;

    public InMemoryContextStoreTests() => _values = new InMemoryContextStore(_time);

    [Test]
    public async Task What_has_outlived_its_time_is_forgotten_when_it_is_looked_for()
    {
        await _values.RegisterAsync("n", TimeSpan.FromHours(1), default);
        await _values.WriteAsync(ContextScope.User("u"), "n", "a", "1", default);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.That(await _values.ReadAsync(ContextScope.User("u"), "n", default), Is.Empty);
        Assert.That(_values.Count, Is.Zero);
    }

    [Test]
    public async Task What_nobody_looks_for_is_forgotten_while_others_are_written()
    {
        await _values.RegisterAsync("n", TimeSpan.FromHours(1), default);
        int most = 0;
        for (int i = 0; i < 20_000; i++)
        {
            await _values.WriteAsync(ContextScope.User($"u{i}"), "n", "a", "1", default);
            _time.Advance(TimeSpan.FromMinutes(1));
            most = Math.Max(most, _values.Count);
        }

        Assert.That(most, Is.LessThan(1_200));
    }

    [Test]
    public async Task Values_that_are_removed_leave_nothing()
    {
        await _values.WriteAsync(ContextScope.Global, "n", "never there", null, default);
        await _values.WriteAsync(ContextScope.Global, "n", "a", "1", default);
        await _values.WriteAsync(ContextScope.Global, "n", "a", null, default);
        Assert.That(_values.Count, Is.Zero);
    }

    [Test]
    public async Task The_values_of_a_conversation_go_with_it()
    {
        InMemoryConversationStore store = new();
        await using ConversationRuntime runtime = new(TestBots.Ports(new CollectingChannel(), TestBots.Order) with { Store = store, Context = _values, Time = _time });
        foreach (string id in new[] { "a", "b" })
        {
            await runtime.HandleAsync(id, new UserMessage("order"));
            await _values.WriteAsync(ContextScope.Conversation(id), "n", "a", "1", default);
            await _values.WriteAsync(ContextScope.Conversation(id), "other", "a", "1", default);
        }

        await runtime.WhenIdleAsync();
        await _values.WriteAsync(ContextScope.User("a"), "n", "a", "1", default);
        await store.DeleteAsync("a", default);
        Assert.That(await _values.ReadAsync(ContextScope.Conversation("a"), "n", default), Is.Empty);
        Assert.That(_values.Count, Is.EqualTo(3), "those of the other conversation and of the user stay");
        Assert.That(await store.DeleteIdleAsync(_time.GetUtcNow().AddDays(1), 10, default), Is.EqualTo(1));
        Assert.That(_values.Count, Is.EqualTo(1));
    }
}
