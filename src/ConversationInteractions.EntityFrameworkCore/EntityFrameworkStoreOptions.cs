namespace ConversationInteractions.EntityFrameworkCore;

/// <summary>How conversations are kept in a database.</summary>
public sealed record EntityFrameworkStoreOptions
{
    /// <summary>How many entries of the log, and how many events, are kept of each conversation at least, however old. 1,000 by default.</summary>
    public int LogEntries { get; set; } = 1_000;

    /// <summary>How long entries of the log, and events, are kept at least, however many. A repeat of a forgotten event is new (C7). 24 hours by default.</summary>
    public TimeSpan LogAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How many connections are kept open with their prepared statements while nothing uses them. More are opened when more work is done at once. 8 by default;
    /// 1 is enough on SQLite, where one writes at a time.
    /// </summary>
    public int MaxIdleConnections { get; set; } = 8;

    /// <summary>
    /// Whether missing tables are made before the first use, as <see cref="ConversationDatabase.CreateAsync"/> does. Only for <see cref="ConversationDbContext"/>;
    /// the tables in a context of yours are made by your migrations. <see langword="true"/> by default.
    /// </summary>
    public bool CreateTables { get; set; } = true;
}
