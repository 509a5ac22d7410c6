using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

/// <summary>Shared values; the store in memory must do the same.</summary>
[TestFixture("memory")]
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ContextStoreTests(string kind) : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private TestDatabase? _database;
    private IContextStore _store = null!;

    [SetUp]
    public async Task StartAsync()
    {
        if (kind == "memory")
        {
            _store = new InMemoryContextStore(_time);
            return;
        }

        _database = TestDatabase.Create(kind);
        await using ConversationDbContext context = _database.CreateContext();
        await ConversationDatabase.CreateAsync(context);
        _store = new EntityFrameworkContextStore<ConversationDbContext>(_database.Contexts(), _time);
    }

    public void Dispose() => _database?.Dispose();

    [Test]
    public async Task Values_are_kept_by_scope_and_namespace()
    {
        await WriteAsync(ContextScope.Global, "orders", "last", "1");
        await WriteAsync(ContextScope.User("u"), "orders", "last", "2");
        await WriteAsync(ContextScope.Conversation("u"), "orders", "last", "3");
        await WriteAsync(ContextScope.Conversation("u"), "Orders", "last", "4");
        await WriteAsync(ContextScope.Conversation("u"), "orders", "Last", "5");
        Assert.That(await ReadAsync(ContextScope.Global, "orders"), Is.EqualTo(new Dictionary<string, string> { ["last"] = "1" }));
        Assert.That(await ReadAsync(ContextScope.User("u"), "orders"), Is.EqualTo(new Dictionary<string, string> { ["last"] = "2" }));
        Assert.That(await ReadAsync(ContextScope.Conversation("u"), "orders"), Is.EqualTo(new Dictionary<string, string> { ["last"] = "3", ["Last"] = "5" }));
        Assert.That(await ReadAsync(ContextScope.Conversation("other"), "orders"), Is.Empty);
    }

    [TestCase("")]
    [TestCase("Ü 😀 \"'\\ \r\n")]
    [TestCase("\0 \u0001\0")]
    [TestCase("\u0001")]
    public async Task Any_text_comes_back(string text)
    {
        await WriteAsync(ContextScope.User(text), text, text, text);
        Assert.That(await ReadAsync(ContextScope.User(text), text), Is.EqualTo(new Dictionary<string, string> { [text] = text }));
    }

    [Test]
    public async Task A_namespace_is_deleted_with_everybody_s_values_and_its_time_to_live()
    {
        await _store.RegisterAsync("orders", TimeSpan.FromMinutes(1), CancellationToken.None);
        await WriteAsync(ContextScope.Global, "orders", "last", "1");
        await WriteAsync(ContextScope.User("u"), "orders", "last", "2");
        await WriteAsync(ContextScope.User("u"), "other", "last", "3");
        await _store.DeleteAsync("orders", CancellationToken.None);
        await _store.DeleteAsync("nothing", CancellationToken.None);
        Assert.That(await ReadAsync(ContextScope.Global, "orders"), Is.Empty);
        Assert.That(await ReadAsync(ContextScope.User("u"), "orders"), Is.Empty);
        Assert.That(await ReadAsync(ContextScope.User("u"), "other"), Has.Count.EqualTo(1));

        await WriteAsync(ContextScope.Global, "orders", "last", "4");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await ReadAsync(ContextScope.Global, "orders"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_last_write_wins_and_nothing_removes_a_value()
    {
        await WriteAsync(ContextScope.Global, "n", "a", "1");
        await WriteAsync(ContextScope.Global, "n", "b", "1");
        await WriteAsync(ContextScope.Global, "n", "a", "2");
        await WriteAsync(ContextScope.Global, "n", "b", null);
        await WriteAsync(ContextScope.Global, "n", "never there", null);
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.EqualTo(new Dictionary<string, string> { ["a"] = "2" }));
        await _store.ClearAsync(ContextScope.Global, "n", CancellationToken.None);
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.Empty);
    }

    [Test]
    public async Task A_namespace_lives_for_its_time_after_the_last_write()
    {
        await _store.RegisterAsync("n", TimeSpan.FromHours(2), CancellationToken.None);
        await _store.RegisterAsync("n", TimeSpan.FromHours(1), CancellationToken.None);
        await WriteAsync(ContextScope.Global, "n", "a", "1");
        _time.Advance(TimeSpan.FromMinutes(50));
        await WriteAsync(ContextScope.Global, "n", "b", "2");
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.EqualTo(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }), "the second write prolonged it");
        await WriteAsync(ContextScope.Global, "n", "b", null);
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.EqualTo(new Dictionary<string, string> { ["a"] = "1" }), "a removal is a write");
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.Empty, "its time is over");
        await WriteAsync(ContextScope.Global, "n", "c", "3");
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.EqualTo(new Dictionary<string, string> { ["c"] = "3" }), "what has outlived its time does not come back");
    }

    [Test]
    public async Task A_namespace_without_a_time_stays()
    {
        await _store.RegisterAsync("n", TimeSpan.FromHours(1), CancellationToken.None);
        await _store.RegisterAsync("n", null, CancellationToken.None);
        await WriteAsync(ContextScope.Global, "n", "a", "1");
        _time.Advance(TimeSpan.FromDays(1_000));
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Is.EqualTo(new Dictionary<string, string> { ["a"] = "1" }));
    }

    [TestCase(null)]
    [TestCase(100)]
    public async Task What_has_outlived_its_time_does_not_come_back_when_the_namespace_lives_longer(int? hours)
    {
        await _store.RegisterAsync("n", TimeSpan.FromHours(1), CancellationToken.None);
        await WriteAsync(ContextScope.User("early"), "n", "a", "1");
        _time.Advance(TimeSpan.FromMinutes(40));
        await WriteAsync(ContextScope.User("late"), "n", "a", "2");
        _time.Advance(TimeSpan.FromMinutes(40));
        await _store.RegisterAsync("n", hours is { } time ? TimeSpan.FromHours(time) : null, CancellationToken.None);
        Assert.That(await ReadAsync(ContextScope.User("early"), "n"), Is.Empty);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.That(await ReadAsync(ContextScope.User("late"), "n"), Is.EqualTo(new Dictionary<string, string> { ["a"] = "2" }));
    }

    [Test]
    public async Task What_has_outlived_its_time_is_removed_whosever_it_is()
    {
        await _store.RegisterAsync("n", TimeSpan.FromHours(1), CancellationToken.None);
        await WriteAsync(ContextScope.User("u"), "n", "a", "1");
        await WriteAsync(ContextScope.User("u"), "n", "b", "1");
        await WriteAsync(ContextScope.Global, "n", "a", "1");
        await WriteAsync(ContextScope.Conversation("c"), "n", "a", "1");
        await WriteAsync(ContextScope.User("u"), "without time", "a", "1");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(await _store.DeleteExpiredAsync(CancellationToken.None), Is.Zero, "its last moment");
        await WriteAsync(ContextScope.Global, "n", "b", "1");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await _store.DeleteExpiredAsync(CancellationToken.None), Is.EqualTo(3));
        Assert.That(await _store.DeleteExpiredAsync(CancellationToken.None), Is.Zero);
        Assert.That(await ReadAsync(ContextScope.Global, "n"), Has.Count.EqualTo(2));
        Assert.That(await ReadAsync(ContextScope.User("u"), "without time"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Many_may_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => WriteAsync(ContextScope.Global, "n", "same", $"{i}"))));
        IReadOnlyDictionary<string, string> values = await ReadAsync(ContextScope.Global, "n");
        Assert.That(values.Keys, Is.EqualTo(["same"]));
        Assert.That(int.Parse(values["same"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(0, 7));
    }

    private Task WriteAsync(ContextScope scope, string name, string key, string? value) => _store.WriteAsync(scope, name, key, value, CancellationToken.None).AsTask();

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync(ContextScope scope, string name) => await _store.ReadAsync(scope, name, CancellationToken.None);
}
