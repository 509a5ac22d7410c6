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
        AddParameters(command.Parameters, command.CreateParameter);
        return command;
    }

    public DbBatchCommand ToBatchCommand(DbBatch batch)
    {
        DbBatchCommand command = batch.CreateBatchCommand();
        command.CommandText = text;
        AddParameters(command.Parameters, command.CreateParameter);
        return command;
    }

    private void AddParameters(DbParameterCollection collection, Func<DbParameter> create)
    {
        foreach ((string name, DbType type) in parameters)
        {
            DbParameter parameter = create();
            (parameter.ParameterName, parameter.DbType) = (name, type);
            collection.Add(parameter);
        }
    }
}

/// <summary>A statement with the values of its parameters.</summary>
internal readonly record struct StatementCall(Statement Statement, object?[] Values)
{
    public static void SetValues(DbParameterCollection parameters, object?[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
