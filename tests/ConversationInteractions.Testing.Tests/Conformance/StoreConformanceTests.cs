using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Conformance;

public sealed class StoreConformanceTests
{
    private static readonly InMemoryConversationStore Store = new();

    private static IEnumerable<ConformanceCheck> Checks => ConversationStoreConformance.Checks(_ => ValueTask.FromResult<IConversationStore>(Store));

    [TestCaseSource(nameof(Checks))]
    public void The_store_in_memory_keeps_the_contract(ConformanceCheck check) => Assert.That(() => check.RunAsync(), Throws.Nothing);

    [Test]
    public void A_store_that_loses_a_race_silently_is_found_out()
    {
        ConformanceException? failure = Assert.ThrowsAsync<ConformanceException>(
            () => ConversationStoreConformance.RunAllAsync(_ => ValueTask.FromResult<IConversationStore>(new CarelessStore())));
        Assert.That(failure!.Message, Does.Contain("A commit on a version that has moved on changes nothing: the late commit is refused.")
            .And.Contain("Of parallel commits on one version exactly one stands"));
    }

    [Test]
    public void What_a_store_throws_is_told_with_the_name_of_the_check()
    {
        ConformanceCheck check = new("Loading works", _ => throw new InvalidOperationException("disk full"));
        Assert.That(() => check.RunAsync(), Throws.TypeOf<ConformanceException>().With.Message.EqualTo("Loading works: InvalidOperationException: disk full"));
    }

    /// <summary>Takes every commit on the version it finds: last write wins.</summary>
    private sealed class CarelessStore : DelegatingStore
    {
        public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
        {
            long version = (await LoadAsync(commit.ConversationId, null, cancellationToken))?.Version ?? 0;
            await base.TryCommitAsync(commit with { ExpectedVersion = version }, cancellationToken);
            return true;
        }
    }
}
