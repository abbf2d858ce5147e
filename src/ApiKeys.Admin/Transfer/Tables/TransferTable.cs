using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>A table of a model, with the SQL to read, empty and fill it.</summary>
internal sealed class TransferTable
{
    // SQL Server takes 1,000 in a statement.
    private const int MostRowsAtOnce = 500;

    private readonly ISqlGenerationHelper _sql;

    public TransferTable(ITable table, ISqlGenerationHelper sql, IReadOnlyCollection<Type> filledByStart, IReadOnlyCollection<Type> stayingBehind)
    {
        _sql = sql;
        var key = table.PrimaryKey!.Columns;
        var entity = table.EntityTypeMappings.First().TypeBase.ClrType;
        Name = table.Name;
        Columns = [.. key.Concat(table.Columns.Except(key).OrderBy(column => column.Name, StringComparer.Ordinal)).Select(column => new TransferColumn(column))];
        References = [.. table.ForeignKeyConstraints.Select(constraint => constraint.PrincipalTable.Name).Where(name => name != table.Name).Distinct()];
        Identity = key is [var only] && IsNumbered(only) ? only.Name : null;
        StaysBehind = stayingBehind.Contains(entity);
        IsFilledByStart = filledByStart.Contains(entity);
        DelimitedName = sql.DelimitIdentifier(table.Name, table.Schema);
        var columns = string.Join(", ", Columns.Select(column => sql.DelimitIdentifier(column.Name)));
        Select = $"SELECT {columns} FROM {DelimitedName} ORDER BY {string.Join(", ", key.Select(column => sql.DelimitIdentifier(column.Name)))}";
        InsertHead = $"INSERT INTO {DelimitedName} ({columns}) VALUES ";
    }

    public string Name { get; }

    public string DelimitedName { get; }

    /// <summary>The primary key's first, then the others by name.</summary>
    public IReadOnlyList<TransferColumn> Columns { get; }

    /// <summary>The tables that its rows point to.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The column that the database numbers when no one does; null for none.</summary>
    public string? Identity { get; }

    public bool StaysBehind { get; }

    public bool IsFilledByStart { get; }

    public string Select { get; }

    private string InsertHead { get; }

    public int RowsAtOnce(int parameters) => Math.Clamp(parameters / Columns.Count, 1, MostRowsAtOnce);

    /// <summary>A statement for so many rows, whose parameters are called <see cref="ParameterName"/>.</summary>
    public string Insert(int rows)
    {
        var sql = new StringBuilder(InsertHead);
        for (var row = 0; row < rows; row++)
        {
            sql.Append(row == 0 ? "(" : "), (");
            for (var column = 0; column < Columns.Count; column++)
            {
                sql.Append(column == 0 ? "" : ", ").Append(_sql.GenerateParameterNamePlaceholder(ParameterName((row * Columns.Count) + column)));
            }
        }

        return sql.Append(')').ToString();
    }

    public static string ParameterName(int index) => "p" + index.ToString(CultureInfo.InvariantCulture);

    private static bool IsNumbered(IColumn column) => column.PropertyMappings[0].Property is { ValueGenerated: ValueGenerated.OnAdd } property
        && (property.ClrType == typeof(int) || property.ClrType == typeof(long));
}
