using System.Security.Cryptography;
using System.Text;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.RabbitMQ.Workers;

/// <summary>
/// Writes small conversations of the worker's own into the store and deletes them again: to find out whether it takes commits, which no reading tells, and to leave a mark
/// while an event is tried alone. The mark outlives a process that dies over the event, and a process that only loses the broker takes it back.
/// </summary>
internal sealed class StoreMarks(IConversationStore store, TimeProvider time)
{
    private const string Prefix = "conversation-worker/";

    /// <summary>Writes and deletes; throws what the store throws.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        string id = $"{Prefix}probe/{Guid.CreateVersion7(time.GetUtcNow()):N}";
        await store.TryCommitAsync(CommitOf(id), cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves the mark.</summary>
    /// <returns><see langword="false"/> where it was there: a worker that had the event alone has not come to the end of it.</returns>
    public ValueTask<bool> TryBeginAsync(ReceivedEvent received, CancellationToken cancellationToken) => store.TryCommitAsync(CommitOf(MarkOf(received)), cancellationToken);

    /// <summary>Takes the mark back.</summary>
    public ValueTask EndAsync(ReceivedEvent received, CancellationToken cancellationToken) => store.DeleteAsync(MarkOf(received), cancellationToken);

    private static string MarkOf(ReceivedEvent received) =>
        $"{Prefix}trial/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{received.ConversationId}\n{received.EventId}")))}";

    private ConversationCommit CommitOf(string id)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new ConversationCommit
        {
            ConversationId = id,
            ExpectedVersion = 0,
            State = ConversationStateJson.Write(ConversationState.New(id, "none")),
            At = now,
            Event = new EventRecord("mark", now, ConversationOwner.Bot, 0, 0),
        };
    }
}
