using Npgsql;
using NpgsqlTypes;

namespace ConversationInteractions.Benchmarks.Commits;

/// <summary>The rows of a commit written by hand on PostgreSQL: one prepared batch on one open connection, one transaction, two round trips.</summary>
internal sealed class BarePostgres : IBareCommits
{
    private const NpgsqlDbType Text = NpgsqlDbType.Text, Number = NpgsqlDbType.Bigint, Bytes = NpgsqlDbType.Bytea;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _batch;

    private BarePostgres(NpgsqlConnection connection)
    {
        _connection = connection;
        _batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command(
                    "UPDATE conversations SET version = version + 1, state = $3, due_at = NULL, changed_at = $4, turn_owner = NULL, turn_until = NULL, delivery_owner = $5, delivery_until = $4"
                    + " WHERE id = $1 AND version = $2",
                    Text, Number, Bytes, Number, Text),
                Command("DELETE FROM conversation_outbox WHERE conversation_id = $1 AND position = $2", Text, Number),
                Command("INSERT INTO conversation_outbox (conversation_id, position, lease, free_at, effect) VALUES ($1, $2, 'delivery', $3, $4)", Text, Number, Number, Bytes),
                Command("INSERT INTO conversation_log (conversation_id, number, at, speaker, text) VALUES ($1, $2, $3, 'consumer', $4)", Text, Number, Number, Text),
                Command("INSERT INTO conversation_log (conversation_id, number, at, speaker, text, message) VALUES ($1, $2, $3, 'bot', $4, $5)", Text, Number, Number, Text, Bytes),
                Command("INSERT INTO conversation_events (conversation_id, event_id, version, at, owner, first_sequence, last_sequence) VALUES ($1, $2, $3, $4, 'bot', 1, 1)", Text, Text, Number, Number),
            },
        };
    }

    public static async Task<BarePostgres> OpenAsync(string connectionString)
    {
        NpgsqlConnection connection = new(connectionString);
        await connection.OpenAsync();
        BarePostgres bare = new(connection);
        await bare._batch.PrepareAsync();
        return bare;
    }

    public async Task InsertAsync(BareRows rows)
    {
        await using NpgsqlCommand insert = new("INSERT INTO conversations (id, version, state, changed_at) VALUES ($1, 1, $2, $3)", _connection)
        {
            Parameters = { new() { Value = rows.Id }, new() { Value = rows.State }, new() { Value = rows.At } },
        };
        await insert.ExecuteNonQueryAsync();
    }

    public async Task<bool> CommitAsync(long version, BareRows rows)
    {
        await using NpgsqlTransaction transaction = await _connection.BeginTransactionAsync();
        _batch.Transaction = transaction;
        Set(0, rows.Id, version, rows.State, rows.At, "benchmark");
        Set(1, rows.Id, version - 1);
        Set(2, rows.Id, version, rows.At, rows.Effect);
        Set(3, rows.Id, (2 * version) + 1, rows.At, rows.Said);
        Set(4, rows.Id, (2 * version) + 2, rows.At, rows.Answer, rows.Message);
        Set(5, rows.Id, rows.EventId, version + 1, rows.At);
        await _batch.ExecuteNonQueryAsync();
        if (_batch.BatchCommands[0].RecordsAffected == 0)
        {
            return false;
        }

        await transaction.CommitAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Set(int command, params ReadOnlySpan<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            _batch.BatchCommands[command].Parameters[i].Value = values[i];
        }
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlDbType> types)
    {
        NpgsqlBatchCommand command = new(text);
        foreach (NpgsqlDbType type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        return command;
    }
}
