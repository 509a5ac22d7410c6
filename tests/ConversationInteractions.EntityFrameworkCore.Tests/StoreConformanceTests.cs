using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

/// <summary>The contract of stores, on real databases; every opened store is a process of its own.</summary>
[TestFixtureSource(typeof(TestDatabase), nameof(TestDatabase.Kinds))]
public sealed class StoreConformanceTests(string kind)
{
    private readonly List<EntityFrameworkConversationStore<ConversationDbContext>> _stores = [];
    private TestDatabase _database = null!;

    private static IEnumerable<string> Names => ConversationStoreConformance.Checks(_ => throw new NotSupportedException()).Select(c => c.Name);

    [OneTimeSetUp]
    public void Start() => _database = TestDatabase.Create(kind);

    [TearDown]
    public async Task CloseAsync()
    {
        foreach (EntityFrameworkConversationStore<ConversationDbContext> store in _stores)
        {
            await store.DisposeAsync();
        }

        _stores.Clear();
    }

    [OneTimeTearDown]
    public void Stop() => _database?.Dispose();

    [TestCaseSource(nameof(Names))]
    public async Task It_keeps_the_contract(string name)
    {
        ConformanceCheck check = ConversationStoreConformance.Checks(_ => ValueTask.FromResult<IConversationStore>(Open())).Single(c => c.Name == name);
        await Assert.ThatAsync(() => check.RunAsync(), Throws.Nothing);
    }

    private EntityFrameworkConversationStore<ConversationDbContext> Open()
    {
        EntityFrameworkConversationStore<ConversationDbContext> store = _database.Open();
        lock (_stores)
        {
            _stores.Add(store);
        }

        return store;
    }
}
