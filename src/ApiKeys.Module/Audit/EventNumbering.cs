using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Audit;

/// <summary>Numbers the events that a transaction is about to write.</summary>
internal sealed class EventNumbering : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await NumberAsync((ApiKeysDbContext)eventData.Context!, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Save asynchronously: the events are numbered before.");

    private static async Task NumberAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        var added = database.ChangeTracker.Entries<ApiKeyEvent>()
            .Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        if (added.Count == 0)
        {
            return;
        }

        if (database.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An event is written in the transaction of the change it tells of.");
        }

        var (last, follows) = await RaiseAsync(database, added.Count, cancellationToken);
        for (var i = 0; i < added.Count; i++)
        {
            (added[i].Position, added[i].Follows) = (last - added.Count + 1 + i, follows);
            follows = added[i].Id;
        }
    }

    /// <summary>Raises the feed's version, and finds the event at the position before.</summary>
    private static async Task<(long Version, string? Before)> RaiseAsync(ApiKeysDbContext database, int count, CancellationToken cancellationToken)
    {
        var sql = database.GetService<ISqlGenerationHelper>();
        var (feed, events) = (Table<EventFeed>(database, sql), Table<ApiKeyEvent>(database, sql));
        var update = $"UPDATE {feed} SET version = version + {{0}} WHERE id = {EventFeed.OnlyId}";
        var found = $"version, (SELECT e.id FROM {events} AS e WHERE e.position = version - {{0}})";
        var command = database.GetService<IRawSqlCommandBuilder>().Build(
            database.HasReturning ? $"{update} RETURNING {found}" : $"{update}; SELECT {found} FROM {feed} WHERE id = {EventFeed.OnlyId}",
            [(long)count],
            database.Model);
        await using var reader = await command.RelationalCommand.ExecuteReaderAsync(
            new RelationalCommandParameterObject(
                database.GetService<IRelationalConnection>(),
                command.ParameterValues,
                readerColumns: null,
                database,
                database.GetService<IRelationalCommandDiagnosticsLogger>(),
                CommandSource.ExecuteSqlRaw),
            cancellationToken);
        var row = reader.DbDataReader;
        return await row.ReadAsync(cancellationToken)
            ? (row.GetInt64(0), await row.IsDBNullAsync(1, cancellationToken) ? null : row.GetString(1))
            : throw new InvalidOperationException("The feed's row is missing; the database was not created by its migrations.");
    }

    private static string Table<T>(DbContext database, ISqlGenerationHelper sql)
    {
        var entity = database.Model.FindEntityType(typeof(T))!;
        return sql.DelimitIdentifier(entity.GetTableName()!, entity.GetSchema());
    }
}
