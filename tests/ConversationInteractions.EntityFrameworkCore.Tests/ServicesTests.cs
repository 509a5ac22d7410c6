using ConversationInteractions.EntityFrameworkCore.Tests.Databases;
using ConversationInteractions.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.EntityFrameworkCore.Tests;

public sealed class ServicesTests
{
    [Test]
    public async Task One_line_keeps_conversations_and_shared_values_in_a_database()
    {
        using SqliteDatabase database = new();
        ServiceCollection services = new();
        services.AddConversationInteractions().UseEntityFrameworkCore(o => o.UseSqlite(database.ConnectionString), o => o.LogEntries = 7);
        await using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        IConversationStore store = provider.GetRequiredService<IConversationStore>();
        Assert.That(store, Is.TypeOf<EntityFrameworkConversationStore<ConversationDbContext>>());
        Assert.That(await store.LoadAsync("c", CancellationToken.None), Is.Null, "the tables are there");
        IContextStore values = provider.GetRequiredService<IContextStore>();
        await values.WriteAsync(ContextScope.Global, "n", "a", "1", CancellationToken.None);
        Assert.That(await values.ReadAsync(ContextScope.Global, "n", CancellationToken.None), Has.Count.EqualTo(1));
        Assert.That(provider.GetRequiredService<IOptions<EntityFrameworkStoreOptions>>().Value.LogEntries, Is.EqualTo(7));
    }

    [Test]
    public void Options_that_cannot_work_are_refused()
    {
        ServiceCollection services = new();
        services.AddConversationInteractions().UseEntityFrameworkCore(
            o => o.UseSqlite("Data Source=none"), o => (o.LogEntries, o.LogAge, o.MaxIdleConnections) = (-1, TimeSpan.FromHours(-1), 0));
        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.That(
            () => provider.GetRequiredService<IConversationStore>(),
            Throws.TypeOf<OptionsValidationException>().With.Property(nameof(OptionsValidationException.Failures)).EqualTo(new[]
            {
                "LogEntries is -1; it must not be negative.",
                "LogAge is -01:00:00; it must not be negative.",
                "MaxIdleConnections is 0; at least one is needed.",
            }));
    }
}
