using Microsoft.Data.Sqlite;

namespace ConversationInteractions.Benchmarks.Commits;

/// <summary>The rows of a commit written by hand: prepared commands on one open connection, one transaction.</summary>
internal sealed class BareSqlite : IBareCommits
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _outbox;
    private readonly SqliteCommand _mark;
    private readonly SqliteCommand _log;
    private readonly SqliteCommand _event;

    public BareSqlite(string file)
    {
        _connection = new SqliteConnection($"Data Source={file}");
        _connection.Open();
        using (SqliteCommand pragma = _connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA synchronous = FULL";
            pragma.ExecuteNonQuery();
        }

        _update = Prepare(
            "UPDATE conversations SET version = version + 1, state = @state, due_at = NULL, changed_at = @at, turn_owner = NULL, turn_until = NULL, delivery_owner = @owner, delivery_until = @at"
            + " WHERE id = @id AND version = @version",
            "@id", "@version", "@state", "@at", "@owner");
        _outbox = Prepare("INSERT INTO conversation_outbox (conversation_id, position, lease, free_at, effect) VALUES (@id, @position, 'delivery', @at, @effect)", "@id", "@position", "@at", "@effect");
        _mark = Prepare("DELETE FROM conversation_outbox WHERE conversation_id = @id AND position = @position", "@id", "@position");
        _log = Prepare(
            "INSERT INTO conversation_log (conversation_id, number, at, speaker, text, message) VALUES (@id, @number, @at, @speaker, @text, @message)",
            "@id", "@number", "@at", "@speaker", "@text", "@message");
        _event = Prepare(
            "INSERT INTO conversation_events (conversation_id, event_id, version, at, owner, first_sequence, last_sequence) VALUES (@id, @event, @version, @at, 'bot', 1, 1)",
            "@id", "@event", "@version", "@at");
    }

    public Task InsertAsync(BareRows rows)
    {
        using SqliteCommand insert = Prepare("INSERT INTO conversations (id, version, state, changed_at) VALUES (@id, 1, @state, @at)", "@id", "@state", "@at");
        Run(insert, null, rows.Id, rows.State, rows.At);
        return Task.CompletedTask;
    }

    public Task<bool> CommitAsync(long version, BareRows rows)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        if (Run(_update, transaction, rows.Id, version, rows.State, rows.At, "benchmark") == 0)
        {
            return Task.FromResult(false);
        }

        Run(_mark, transaction, rows.Id, version - 1);
        Run(_outbox, transaction, rows.Id, version, rows.At, rows.Effect);
        Run(_log, transaction, rows.Id, (2 * version) + 1, rows.At, "consumer", rows.Said, DBNull.Value);
        Run(_log, transaction, rows.Id, (2 * version) + 2, rows.At, "bot", rows.Answer, rows.Message);
        Run(_event, transaction, rows.Id, rows.EventId, version + 1, rows.At);
        transaction.Commit();
        return Task.FromResult(true);
    }

    public ValueTask DisposeAsync()
    {
        _update.Dispose();
        _outbox.Dispose();
        _mark.Dispose();
        _log.Dispose();
        _event.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int Run(SqliteCommand command, SqliteTransaction? transaction, params object[] values)
    {
        command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (string parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        }

        command.Prepare();
        return command;
    }
}
