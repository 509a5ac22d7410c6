namespace ConversationInteractions.Benchmarks.Commits;

/// <summary>Writes what a commit of a turn writes, without the store.</summary>
internal interface IBareCommits : IAsyncDisposable
{
    /// <summary>Writes a conversation of version 1.</summary>
    Task InsertAsync(BareRows rows);

    /// <summary>Writes all rows in one transaction.</summary>
    /// <returns>Whether the conversation still had the version; nothing is written where not.</returns>
    Task<bool> CommitAsync(long version, BareRows rows);
}

/// <summary>The values of a commit.</summary>
internal readonly record struct BareRows(string Id, byte[] State, long At, string EventId, byte[] Effect, string Said, string Answer, byte[] Message);
