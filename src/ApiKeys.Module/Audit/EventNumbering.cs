using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.Audit;

/// <summary>Numbers the events that a transaction is about to write.</summary>
internal sealed class EventNumbering : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await NumberAsync(eventData.Context!, cancellationToken);
        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Save asynchronously: the events are numbered before.");

    private static async Task NumberAsync(DbContext database, CancellationToken cancellationToken)
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

        var feed = database.Set<EventFeed>().Where(row => row.Id == EventFeed.OnlyId);
        if (await feed.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + added.Count), cancellationToken) != 1)
        {
            throw new InvalidOperationException("The feed's row is missing; the database was not created by its migrations.");
        }

        var last = await feed.Select(row => row.Version).SingleAsync(cancellationToken);
        for (var i = 0; i < added.Count; i++)
        {
            added[i].Position = last - added.Count + 1 + i;
        }
    }
}
