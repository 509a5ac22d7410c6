using Microsoft.Data.Sqlite;

namespace ConversationInteractions.Benchmarks;

/// <summary>The rows of a commit written by hand: prepared commands on one open connection, one transaction.</summary>
internal sealed class BareSqlite : IDisposable
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

    public void Insert(string id, byte[] state, long at)
    {
        using SqliteCommand insert = Prepare("INSERT INTO conversations (id, version, state, changed_at) VALUES (@id, 1, @state, @at)", "@id", "@state", "@at");
        Run(insert, null, id, state, at);
    }

    public bool Commit(string id, long version, byte[] state, long at, string eventId, byte[] effect, string said, string text, byte[] message)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        if (Run(_update, transaction, id, version, state, at, "benchmark") == 0)
        {
            return false;
        }

        Run(_mark, transaction, id, version - 1);
        Run(_outbox, transaction, id, version, at, effect);
        Run(_log, transaction, id, (2 * version) + 1, at, "consumer", said, DBNull.Value);
        Run(_log, transaction, id, (2 * version) + 2, at, "bot", text, message);
        Run(_event, transaction, id, eventId, version + 1, at);
        transaction.Commit();
        return true;
    }

    public void Dispose()
    {
        _update.Dispose();
        _outbox.Dispose();
        _mark.Dispose();
        _log.Dispose();
        _event.Dispose();
        _connection.Dispose();
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
