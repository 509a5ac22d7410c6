using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing;

/// <summary>Leases.</summary>
internal static class StoreLeaseChecks
{
    private static readonly DateTimeOffset Now = StoreProbe.Now;

    public static (string Name, Func<StoreProbe, Task> Check)[] All { get; } =
    [
        ("A lease keeps others away until it expires", ExpiryAsync),
        ("An owner prolongs its lease", ProlongAsync),
        ("A lease that was given back is free", ReleaseAsync),
        ("Another's lease cannot be given back", WrongOwnerAsync),
        ("Leases of different kinds and conversations are independent", IndependentAsync),
        ("A commit takes or releases the turn lease", CommitLeaseAsync),
        ("A commit takes the delivery lease when asked to, and leaves it alone otherwise", CommitDeliveryLeaseAsync),
        ("Of many who want a lease exactly one gets it", RaceAsync),
        ("Of many who want an expired lease exactly one gets it", TakeoverRaceAsync),
    ];

    private static async Task ExpiryAsync(StoreProbe probe)
    {
        string id = await StartAsync(probe).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "a", Now, Now.AddSeconds(60)).ConfigureAwait(false), "a free lease is taken");
        probe.That(!await TryAsync(probe, id, "b", Now.AddSeconds(59), Now.AddSeconds(120)).ConfigureAwait(false), "another's lease is respected until it expires");
        probe.That(!await TryAsync(probe, id, "A", Now.AddSeconds(59), Now.AddSeconds(120)).ConfigureAwait(false), "owners are compared ordinally");
        probe.That(await TryAsync(probe, id, "b", Now.AddSeconds(61), Now.AddSeconds(120)).ConfigureAwait(false), "an expired lease is taken over");
        probe.That(!await TryAsync(probe, id, "a", Now.AddSeconds(62), Now.AddSeconds(120)).ConfigureAwait(false), "then the first owner has to wait");
        probe.Same(1, (await probe.Store.LoadAsync(id, probe.Cancellation).ConfigureAwait(false))?.Version ?? 0, "leases do not change the version");
    }

    private static async Task ProlongAsync(StoreProbe probe)
    {
        string id = await StartAsync(probe).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "a", Now, Now.AddSeconds(10)).ConfigureAwait(false), "a free lease is taken");
        probe.That(await TryAsync(probe, id, "a", Now.AddSeconds(5), Now.AddSeconds(30)).ConfigureAwait(false), "its owner may prolong it");
        probe.That(!await TryAsync(probe, id, "b", Now.AddSeconds(20), Now.AddSeconds(60)).ConfigureAwait(false), "the new expiry counts");
    }

    private static async Task ReleaseAsync(StoreProbe probe)
    {
        string id = await StartAsync(probe).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "a", Now, Now.AddSeconds(60)).ConfigureAwait(false), "a free lease is taken");
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Delivery, "a", probe.Cancellation).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "b", Now, Now.AddSeconds(60)).ConfigureAwait(false), "it is free at once");
    }

    private static async Task WrongOwnerAsync(StoreProbe probe)
    {
        string id = await StartAsync(probe).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "a", Now, Now.AddSeconds(60)).ConfigureAwait(false), "a free lease is taken");
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Delivery, "b", probe.Cancellation).ConfigureAwait(false);
        probe.That(!await TryAsync(probe, id, "b", Now, Now.AddSeconds(60)).ConfigureAwait(false), "it stays with its owner");
    }

    private static async Task IndependentAsync(StoreProbe probe)
    {
        string id = await StartAsync(probe, "-1").ConfigureAwait(false);
        string other = await StartAsync(probe, "-2").ConfigureAwait(false);
        foreach (LeaseKind kind in Enum.GetValues<LeaseKind>())
        {
            probe.That(await TryAsync(probe, id, $"owner of {kind}", Now, Now.AddSeconds(60), kind).ConfigureAwait(false), "each kind has an owner of its own");
        }

        probe.That(await TryAsync(probe, other, "b", Now, Now.AddSeconds(60)).ConfigureAwait(false), "each conversation has leases of its own");
        await probe.Store.ReleaseLeaseAsync(id, LeaseKind.Turn, $"owner of {LeaseKind.Turn}", probe.Cancellation).ConfigureAwait(false);
        probe.That(!await TryAsync(probe, id, "b", Now, Now.AddSeconds(60)).ConfigureAwait(false), "a release frees its own kind only");
    }

    private static async Task CommitLeaseAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { LeaseOwner = "a", LeaseUntil = Now.AddSeconds(60) }).ConfigureAwait(false);
        probe.That(!await TryAsync(probe, id, "b", Now, Now.AddSeconds(60), LeaseKind.Turn).ConfigureAwait(false), "the commit's owner has the turn lease");
        probe.That(await TryAsync(probe, id, "b", Now, Now.AddSeconds(60)).ConfigureAwait(false), "the other kinds stay free");
        await probe.TakeAsync(StoreProbe.Commit(id, 1)).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "b", Now, Now.AddSeconds(60), LeaseKind.Turn).ConfigureAwait(false), "a commit that names no owner releases the turn lease");
        probe.That(!await TryAsync(probe, id, "c", Now, Now.AddSeconds(60)).ConfigureAwait(false), "the other kinds stay with their owners");
    }

    private static async Task CommitDeliveryLeaseAsync(StoreProbe probe)
    {
        string id = probe.Conversation();
        await probe.TakeAsync(StoreProbe.Commit(id, 0) with { DeliveryOwner = "a", DeliveryUntil = Now.AddSeconds(60) }).ConfigureAwait(false);
        probe.That(!await TryAsync(probe, id, "b", Now.AddSeconds(59), Now.AddSeconds(90)).ConfigureAwait(false), "the first commit's owner has the delivery lease");
        probe.That(await TryAsync(probe, id, "b", Now, Now.AddSeconds(60), LeaseKind.Turn).ConfigureAwait(false), "the other kinds stay free");
        await probe.TakeAsync(StoreProbe.Commit(id, 1)).ConfigureAwait(false);
        probe.That(!await TryAsync(probe, id, "b", Now.AddSeconds(59), Now.AddSeconds(90)).ConfigureAwait(false), "a commit that names no deliverer leaves the lease alone");
        await probe.TakeAsync(StoreProbe.Commit(id, 2) with { DeliveryOwner = "b", DeliveryUntil = Now.AddSeconds(120) }).ConfigureAwait(false);
        probe.That(!await TryAsync(probe, id, "a", Now.AddSeconds(61), Now.AddSeconds(90)).ConfigureAwait(false), "a commit takes it whoever had it");
        probe.That(
            !await probe.Store.TryCommitAsync(StoreProbe.Commit(id, 2) with { DeliveryOwner = "late", DeliveryUntil = Now.AddSeconds(120) }, probe.Cancellation).ConfigureAwait(false),
            "a late commit is refused");
        probe.That(await TryAsync(probe, id, "b", Now, Now.AddSeconds(120)).ConfigureAwait(false), "and takes no lease");
    }

    private static async Task RaceAsync(StoreProbe probe) => await RaceAsync(probe, await StartAsync(probe).ConfigureAwait(false), Now).ConfigureAwait(false);

    private static async Task TakeoverRaceAsync(StoreProbe probe)
    {
        string id = await StartAsync(probe).ConfigureAwait(false);
        probe.That(await TryAsync(probe, id, "dead", Now, Now.AddSeconds(60)).ConfigureAwait(false), "a free lease is taken");
        await RaceAsync(probe, id, Now.AddSeconds(61)).ConfigureAwait(false);
    }

    private static async Task RaceAsync(StoreProbe probe, string id, DateTimeOffset now)
    {
        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(runner => Task.Run(async () =>
        {
            IConversationStore store = await probe.OpenAsync().ConfigureAwait(false);
            return await store.TryLeaseAsync(id, LeaseKind.Delivery, $"runner {runner}", now, now.AddSeconds(60), probe.Cancellation).ConfigureAwait(false);
        }))).ConfigureAwait(false);
        probe.Same(1, taken.Count(has => has), "of eight exactly one has it");
    }

    private static async Task<string> StartAsync(StoreProbe probe, string suffix = "")
    {
        string id = probe.Conversation(suffix);
        await probe.TakeAsync(StoreProbe.Commit(id, 0)).ConfigureAwait(false);
        return id;
    }

    private static async Task<bool> TryAsync(StoreProbe probe, string id, string owner, DateTimeOffset now, DateTimeOffset until, LeaseKind kind = LeaseKind.Delivery) =>
        await probe.Store.TryLeaseAsync(id, kind, owner, now, until, probe.Cancellation).ConfigureAwait(false);
}
