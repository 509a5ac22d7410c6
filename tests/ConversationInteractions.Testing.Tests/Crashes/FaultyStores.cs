using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Testing.Tests.Crashes;

/// <summary>Sends messages when they are decided, and commits the decision afterwards.</summary>
internal sealed class DeliversBeforeCommit(IConversationStore inner, IMessageChannel channel) : PassingStore(inner)
{
    public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        foreach (SendMessage send in commit.Outbox.Select(entry => entry.Effect).OfType<SendMessage>())
        {
            await channel.SendAsync(commit.ConversationId, send.Message, cancellationToken);
        }

        return await Inner.TryCommitAsync(commit, cancellationToken);
    }
}

/// <summary>Keeps timers in the process that started them.</summary>
internal sealed class LosesTimers(IConversationStore inner) : PassingStore(inner)
{
    private DateTimeOffset? _dueAt;

    public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        bool stands = await Inner.TryCommitAsync(commit, cancellationToken);
        _dueAt = stands ? commit.DueAt : _dueAt;
        return stands;
    }

    public override async ValueTask<IReadOnlyList<string>> FindUnfinishedAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = await Inner.FindUnfinishedAsync(now, max, cancellationToken);
        bool isKnown = _dueAt <= now || found.Count == 0 || (await Inner.ReadOutboxAsync(found[0], cancellationToken)).Count > 0;
        return isKnown ? found : [];
    }
}

/// <summary>Commits what a timer did although another process was faster.</summary>
internal sealed class FiresTimersTwice(IConversationStore inner) : PassingStore(inner)
{
    public override async ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken)
    {
        if (await Inner.TryCommitAsync(commit, cancellationToken))
        {
            return true;
        }

        return commit.Event.EventId.EndsWith("/due", StringComparison.Ordinal)
            && await Inner.LoadAsync(commit.ConversationId, null, cancellationToken) is { } now
            && await Inner.TryCommitAsync(commit with { ExpectedVersion = now.Version }, cancellationToken);
    }
}

/// <summary>Gives every lease to everybody.</summary>
internal sealed class IgnoresLeases(IConversationStore inner) : PassingStore(inner)
{
    public override async ValueTask<bool> TryLeaseAsync(
        string conversationId, LeaseKind kind, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await Inner.TryLeaseAsync(conversationId, kind, owner, now, until, cancellationToken);
        return true;
    }
}

/// <summary>Finds no event that has been handled.</summary>
internal sealed class ForgetsEvents(IConversationStore inner) : PassingStore(inner)
{
    public override ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken) => Inner.LoadAsync(conversationId, null, cancellationToken);
}

/// <summary>Counts the turns of a process.</summary>
internal sealed class CountsTurns(IConversationStore inner) : PassingStore(inner)
{
    public int Turns { get; private set; }

    public override ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
    {
        Turns++;
        return Inner.LoadAsync(conversationId, eventId, cancellationToken);
    }
}
