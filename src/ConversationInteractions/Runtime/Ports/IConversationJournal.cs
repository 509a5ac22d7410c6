namespace ConversationInteractions.Runtime;

/// <summary>Keeps what conversations did, step by step, to be looked at and replayed. Nothing reads it while conversations run.</summary>
/// <remarks>
/// Called after the commits of a turn, from many threads, never twice at once for one conversation in one process. Where it throws, the steps are missing in the journal, the failure is
/// logged and counted (<c>journal-failed</c>), and the conversation goes on. Holds up the next event of its conversation until it returns.
/// </remarks>
public interface IConversationJournal
{
    /// <summary>Appends the steps of a turn.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="lines">Finished and masked: JSON Lines in UTF-8 as <see cref="Interpretation.JournalJson"/> reads them, each ending in a line feed. Valid until the call returns.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask AppendAsync(string conversationId, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken);

    /// <summary>Deletes the journal of a conversation that is deleted by <see cref="ConversationRuntime.DeleteAsync"/>; does nothing unless a journal says how.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask DeleteAsync(string conversationId, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
