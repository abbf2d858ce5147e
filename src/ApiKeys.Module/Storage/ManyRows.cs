using System.Data.Common;
using ApiKeys.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Storage;

/// <summary>
/// Writes many rows in one statement, which EF Core can't. In the SQL that it is given, the table's own name stands for what is stored and <c>excluded</c> for
/// what is written, as PostgreSQL and SQLite have it.
/// </summary>
internal static class ManyRows
{
    /// <summary>The most rows a statement writes. Nine columns of each are within the 2,100 parameters that SQL Server takes.</summary>
    public const int Most = 100;

    /// <summary>Inserts rows, and changes those that are there already.</summary>
    /// <param name="database">The database.</param>
    /// <param name="rows">At most <see cref="Most"/>, with different keys. On PostgreSQL they are locked in this order.</param>
    /// <param name="set">What changes in a row that is there.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task UpsertAsync<T>(this ApiKeysDbContext database, IReadOnlyList<T> rows, string set, CancellationToken cancellationToken)
        where T : class
    {
        var entity = database.Model.FindEntityType(typeof(T))!;
        List<IProperty> columns = [.. entity.GetProperties()];
        var (values, parameters) = Bind(database, columns, rows, (row, column) => column.PropertyInfo!.GetValue(row));
        var sql = database.GetService<ISqlGenerationHelper>();
        var (name, table) = (entity.GetTableName()!, sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema()));
        var (all, keys) = (Names(sql, columns), Names(sql, entity.FindPrimaryKey()!.Properties));
        var list = string.Join(", ", all);
        var match = string.Join(" AND ", keys.Select(key => $"{name}.{key} = excluded.{key}"));
        return database.Database.ExecuteSqlRawAsync(
            database.HasOnConflict
                ? $"INSERT INTO {table} ({list}) VALUES {values} ON CONFLICT ({string.Join(", ", keys)}) DO UPDATE SET {set}"
                : $"""
                   UPDATE {name} SET {set} FROM {table} AS {name} INNER JOIN (VALUES {values}) AS excluded ({list}) ON {match};
                   INSERT INTO {table} ({list}) SELECT {list} FROM (VALUES {values}) AS excluded ({list})
                   WHERE NOT EXISTS (SELECT 1 FROM {table} AS {name} WHERE {match});
                   """,
            parameters,
            cancellationToken);
    }

    /// <summary>Changes rows that are there, each by its own value.</summary>
    /// <param name="database">The database.</param>
    /// <param name="rows">At most <see cref="Most"/>: the key, and the value of <paramref name="column"/>.</param>
    /// <param name="column">The property to set.</param>
    /// <param name="condition">Which of the rows are changed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static Task UpdateAsync<T, TValue>(
        this ApiKeysDbContext database,
        IReadOnlyList<KeyValuePair<string, TValue>> rows,
        string column,
        string condition,
        CancellationToken cancellationToken)
        where T : class
    {
        var entity = database.Model.FindEntityType(typeof(T))!;
        var key = entity.FindPrimaryKey()!.Properties.Single();
        List<IProperty> columns = [key, entity.FindProperty(column)!];
        var (values, parameters) = Bind(database, columns, rows, (row, property) => property == key ? row.Key : row.Value);
        var sql = database.GetService<ISqlGenerationHelper>();
        var (name, table) = (entity.GetTableName()!, sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema()));
        var names = Names(sql, columns);
        var given = $"excluded ({names[0]}, {names[1]})";
        return database.Database.ExecuteSqlRawAsync(
            database.HasOnConflict
                ? $"""
                   WITH {given} AS (VALUES {values})
                   UPDATE {table} SET {names[1]} = excluded.{names[1]} FROM excluded WHERE {name}.{names[0]} = excluded.{names[0]} AND ({condition})
                   """
                : $"""
                   UPDATE {name} SET {names[1]} = excluded.{names[1]} FROM {table} AS {name}
                   INNER JOIN (VALUES {values}) AS {given} ON {name}.{names[0]} = excluded.{names[0]} WHERE {condition};
                   """,
            parameters,
            cancellationToken);
    }

    private static List<string> Names(ISqlGenerationHelper sql, IEnumerable<IProperty> columns) =>
        [.. columns.Select(column => sql.DelimitIdentifier(column.GetColumnName()))];

    private static (string Values, List<DbParameter> Parameters) Bind<T>(
        ApiKeysDbContext database, List<IProperty> columns, IReadOnlyList<T> rows, Func<T, IProperty, object?> read)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, Most);
        using var command = database.Database.GetDbConnection().CreateCommand();
        List<DbParameter> parameters = [];
        var values = rows.Select(row => $"({string.Join(", ", columns.Select(column => Bind(row, column)))})");
        return (string.Join(", ", values), parameters);

        string Bind(T row, IProperty column)
        {
            var parameter = column.GetRelationalTypeMapping().CreateParameter(command, $"@p{parameters.Count}", read(row, column), column.IsNullable);
            parameters.Add(parameter);
            return parameter.ParameterName;
        }
    }
}
