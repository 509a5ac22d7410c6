using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ConversationInteractions.EntityFrameworkCore.Sql;

/// <summary>The names of a table and its columns as a context maps them, delimited.</summary>
internal sealed class TableName
{
    private readonly IEntityType _row;
    private readonly ISqlGenerationHelper _sql;
    private readonly StoreObjectIdentifier _table;

    public TableName(DbContext context, Type row)
    {
        _row = context.Model.FindEntityType(row) ?? throw new InvalidOperationException(
            $"{context.GetType().Name} does not map the tables of conversations. Call modelBuilder.{nameof(ConversationModelBuilderExtensions.AddConversationInteractions)}() in its OnModelCreating.");
        _sql = context.GetService<ISqlGenerationHelper>();
        _table = StoreObjectIdentifier.Create(_row, StoreObjectType.Table)!.Value;
    }

    /// <summary>The column of a property.</summary>
    public string this[string property] => _sql.DelimitIdentifier(_row.FindProperty(property)!.GetColumnName(_table)!);

    public override string ToString() => _sql.DelimitIdentifier(_table.Name, _table.Schema);
}
