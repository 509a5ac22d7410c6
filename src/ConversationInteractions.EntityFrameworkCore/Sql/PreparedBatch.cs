using System.Data.Common;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>Statements that go to the database in one round trip, with room for their values. Prepared when first used; used by one at a time.</summary>
internal sealed class PreparedBatch : IAsyncDisposable
{
    private readonly Statement[] _statements;
    private readonly DbBatch _batch;
    private bool _isPrepared;

    public PreparedBatch(DbConnection connection, IReadOnlyList<StatementCall> calls)
    {
        _statements = new Statement[calls.Count];
        _batch = connection.CreateBatch();
        for (int i = 0; i < calls.Count; i++)
        {
            _statements[i] = calls[i].Statement;
            _batch.BatchCommands.Add(calls[i].Statement.ToBatchCommand(_batch));
        }
    }

    /// <summary>Whether these calls are of its statements, in their order.</summary>
    public bool IsFor(IReadOnlyList<StatementCall> calls)
    {
        if (calls.Count != _statements.Length)
        {
            return false;
        }

        for (int i = 0; i < _statements.Length; i++)
        {
            if (calls[i].Statement != _statements[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Runs the statements.</summary>
    /// <returns>How many rows the first one touched.</returns>
    public async ValueTask<int> ExecuteAsync(IReadOnlyList<StatementCall> calls, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        _batch.Transaction = transaction;
        for (int i = 0; i < calls.Count; i++)
        {
            StatementCall.SetValues(_batch.BatchCommands[i].Parameters, calls[i].Values);
        }

        if (!_isPrepared)
        {
            await _batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
            _isPrepared = true;
        }

        await _batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return _batch.BatchCommands[0].RecordsAffected;
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
