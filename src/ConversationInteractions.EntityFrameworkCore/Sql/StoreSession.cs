using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>An open connection with its prepared statements. Used by one at a time.</summary>
/// <param name="context">The context that the connection is of.</param>
/// <param name="connection">The open connection.</param>
/// <param name="sql">The statements.</param>
/// <param name="writing">Held while writing, where the database has one writer at a time: a queue is fairer than its polling.</param>
internal sealed class StoreSession(DbContext context, DbConnection connection, StoreSql sql, SemaphoreSlim? writing) : IAsyncDisposable
{
    // Commits differ by what they leave in the outbox and the log; more shapes than this are too rare to be kept.
    private const int MostBatches = 16;

    private readonly Dictionary<Statement, DbCommand> _commands = [];
    private readonly List<PreparedBatch> _batches = [];

    public StoreSql Sql => sql;

    /// <summary>Reads rows.</summary>
    public async ValueTask<DbDataReader> QueryAsync(StatementCall call, CancellationToken cancellationToken)
    {
        DbCommand command = await PrepareAsync(call, null, cancellationToken).ConfigureAwait(false);
        return await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes by one statement.</summary>
    /// <returns>How many rows it touched.</returns>
    public async ValueTask<int> ExecuteAsync(StatementCall call, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DbCommand command = await PrepareAsync(call, null, cancellationToken).ConfigureAwait(false);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            writing?.Release();
        }
    }

    /// <summary>Writes by several statements, all or nothing.</summary>
    /// <param name="calls">The statements.</param>
    /// <param name="mustHit">Whether nothing is written where the first statement touches no row.</param>
    /// <param name="cancellationToken">Cancels; whether anything was written is then unknown.</param>
    /// <returns>Whether it was written.</returns>
    public async ValueTask<bool> ExecuteAsync(IReadOnlyList<StatementCall> calls, bool mustHit, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await ExecuteAllAsync(calls, mustHit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            writing?.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DbCommand command in _commands.Values)
        {
            await command.DisposeAsync().ConfigureAwait(false);
        }

        foreach (PreparedBatch batch in _batches)
        {
            await batch.DisposeAsync().ConfigureAwait(false);
        }

        await context.DisposeAsync().ConfigureAwait(false);
    }

    private Task EnterAsync(CancellationToken cancellationToken) => writing?.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    private async ValueTask<bool> ExecuteAllAsync(IReadOnlyList<StatementCall> calls, bool mustHit, CancellationToken cancellationToken)
    {
        if (connection.CanCreateBatch && !mustHit)
        {
            // A batch is a transaction by itself, in one round trip.
            await ExecuteBatchAsync(calls, null, cancellationToken).ConfigureAwait(false);
            return true;
        }

        DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            bool isWritten = connection.CanCreateBatch
                ? await ExecuteBatchAsync(calls, transaction, cancellationToken).ConfigureAwait(false) > 0
                : await ExecuteEachAsync(calls, mustHit, transaction, cancellationToken).ConfigureAwait(false);
            if (isWritten)
            {
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            // Else the transaction is rolled back by being disposed of.
            return isWritten;
        }
    }

    /// <returns>How many rows the first statement touched.</returns>
    private async ValueTask<int> ExecuteBatchAsync(IReadOnlyList<StatementCall> calls, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        if (_batches.Find(known => known.IsFor(calls)) is { } kept)
        {
            return await kept.ExecuteAsync(calls, transaction, cancellationToken).ConfigureAwait(false);
        }

        PreparedBatch batch = new(connection, calls);
        if (_batches.Count < MostBatches)
        {
            _batches.Add(batch);
            return await batch.ExecuteAsync(calls, transaction, cancellationToken).ConfigureAwait(false);
        }

        await using (batch.ConfigureAwait(false))
        {
            return await batch.ExecuteAsync(calls, transaction, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ExecuteEachAsync(IReadOnlyList<StatementCall> calls, bool mustHit, DbTransaction transaction, CancellationToken cancellationToken)
    {
        for (int i = 0; i < calls.Count; i++)
        {
            DbCommand command = await PrepareAsync(calls[i], transaction, cancellationToken).ConfigureAwait(false);
            int touched = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            if (i == 0 && mustHit && touched == 0)
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<DbCommand> PrepareAsync(StatementCall call, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        bool isPrepared = _commands.TryGetValue(call.Statement, out DbCommand? command);
        command ??= _commands[call.Statement] = call.Statement.ToCommand(connection);
        command.Transaction = transaction;
        StatementCall.SetValues(command.Parameters, call.Values);

        if (!isPrepared)
        {
            await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        return command;
    }
}
