using System.Data;
using System.Data.Common;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>A statement with typed parameters.</summary>
internal sealed class Statement(string text, params (string Name, DbType Type)[] parameters)
{
    public string Text => text;

    /// <summary>The statement with values, in the order of its parameters.</summary>
    public StatementCall With(params object?[] values) => new(this, values);

    public DbCommand ToCommand(DbConnection connection)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = text;
        foreach ((string name, DbType type) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = (name, type);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public DbBatchCommand ToBatchCommand(DbBatch batch, object?[] values)
    {
        DbBatchCommand command = batch.CreateBatchCommand();
        command.CommandText = text;
        for (int i = 0; i < parameters.Length; i++)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType, parameter.Value) = (parameters[i].Name, parameters[i].Type, values[i] ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>A statement with the values of its parameters.</summary>
internal readonly record struct StatementCall(Statement Statement, object?[] Values);
