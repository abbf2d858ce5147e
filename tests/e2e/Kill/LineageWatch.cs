using Microsoft.Data.Sqlite;

namespace ApiKeys.E2ETests.Kill;

/// <summary>
/// Reads the file all the time, while the server runs, dies and starts: each lineage has a working key, and events and executions belong together,
/// in whichever moment one looks.
/// </summary>
internal sealed class LineageWatch(string file, IReadOnlyList<KillClient> clients, KillTally tally)
{
    private const int Busy = 5;
    private const int OrphansEvery = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private int _looks;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                // Asked before the look: a lineage that is acknowledged during it need not be in it.
                var begun = clients.Where(client => client.HasLineage).Select(client => client.LineageTitle).ToList();
                await LookAsync(begun, cancellationToken);
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == Busy)
            {
                tally.Count("looks put off by the recovery of the file");
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync(List<string> begun, CancellationToken cancellationToken)
    {
        await using var store = await StoreReader.OpenAsync(file, cancellationToken);
        var keys = await store.ReadAsync(
            "SELECT id, title, '', activated_at, revoked_at, deleted_at, replaces_id FROM apikeys_keys WHERE search_text LIKE 'lineage %'",
            row => new StoredKey(row.GetString(0), row.GetString(1), "", row.Time(3), row.Time(4), row.Time(5), row.Text(6)));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var title in begun)
        {
            tally.Count("looks at a lineage");
            var lineage = keys.Where(key => key.Title == title).ToList();
            if (!lineage.Exists(key => key.WorksAt(now)))
            {
                tally.Find($"at {now:o} no key of “{title}” works: {string.Join(", ", lineage)}");
            }
        }

        if (++_looks % OrphansEvery == 0)
        {
            await LookForOrphansAsync(store);
        }
    }

    private async Task LookForOrphansAsync(StoreReader store)
    {
        tally.Count("looks for orphans");
        var orphans = await store.ReadAsync(
            """
            SELECT 'event ' || id FROM apikeys_events WHERE execution_id NOT IN (SELECT id FROM apikeys_workflow_executions)
            UNION ALL SELECT 'execution ' || id FROM apikeys_workflow_executions WHERE id NOT IN (SELECT execution_id FROM apikeys_events)
            """,
            row => row.GetString(0));
        foreach (var orphan in orphans)
        {
            tally.Find($"orphan: {orphan}");
        }
    }
}
