using ConversationInteractions.Runtime;
using ConversationInteractions.Testing.Tests.Crashes;

namespace ConversationInteractions.RabbitMQ.Tests;

/// <summary>A store that can be away.</summary>
internal sealed class AwayStore(IConversationStore inner) : PassingStore(inner)
{
    private readonly SemaphoreSlim _asked = new(0);

    public bool IsAway { get; set; }

    /// <summary>Waits until it was asked so often.</summary>
    public async Task AskedAsync(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Assert.That(await _asked.WaitAsync(TimeSpan.FromSeconds(60)), "the store is asked again and again");
        }
    }

    public override ValueTask<StoredConversation?> LoadAsync(string conversationId, string? eventId, CancellationToken cancellationToken)
    {
        _asked.Release();
        return IsAway ? throw new IOException("The database is away.") : base.LoadAsync(conversationId, eventId, cancellationToken);
    }

    public override ValueTask<DateTimeOffset?> FindNextDueAsync(CancellationToken cancellationToken) =>
        IsAway ? throw new IOException("The database is away.") : base.FindNextDueAsync(cancellationToken);
}
