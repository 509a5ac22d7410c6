using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>A store that can be away, or full.</summary>
internal sealed class AwayStore(IConversationStore inner) : PassingStore(inner)
{
    private readonly News _news = new();
    private int _asked;

    public bool IsAway { get; set; }

    /// <summary>Whether it can be read and takes no commits, as on a full disk or a stand-by.</summary>
    public bool IsFull { get; set; }

    /// <summary>Waits until it was asked so often.</summary>
    public Task AskedAsync(int times) => _news.WaitAsync(() => Volatile.Read(ref _asked) >= times, "the store is asked again and again");

    public override ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        _news.Tell();
        return IsAway ? throw new IOException("The database is away.") : base.LoadAsync(conversationId, eventId, cancellationToken);
    }

    public override ValueTask<bool> TryCommitAsync(ConversationCommit commit, CancellationToken cancellationToken) =>
        IsAway || IsFull ? throw new IOException("The disk of the database is full.") : base.TryCommitAsync(commit, cancellationToken);

    public override ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) =>
        IsAway ? throw new IOException("The database is away.") : base.FindNextDueAsync(cancellationToken);
}
