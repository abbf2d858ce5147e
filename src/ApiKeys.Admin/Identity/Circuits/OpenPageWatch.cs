using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using ApiKeys.Audit;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Circuits;

/// <summary>Reads the events that other nodes write about people, and refreshes the open pages of those people.</summary>
internal sealed class OpenPageWatch(
    IDbContextFactory<ApiKeysDbContext> databases, OpenPages pages, StoreChanges changes, TimeProvider timeProvider, ILogger<OpenPageWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Outage _outage = new();
    private readonly IdleLook _idle = new(changes);
    private long _position = -1;

    /// <summary>Refreshes the pages of everyone whom an event since the last look is about.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var version = await database.Set<EventFeed>().Where(feed => feed.Id == EventFeed.OnlyId).Select(feed => feed.Version).SingleOrDefaultAsync(cancellationToken);
        var since = _position;
        if (since >= 0 && version > since && !pages.IsEmpty)
        {
            var people = await database.Set<ApiKeyEvent>()
                .Where(row => row.Position > since && row.Position <= version && row.KeyType == null && row.SubjectId.StartsWith(Ids.UserPrefix))
                .Select(row => row.SubjectId).Distinct().ToListAsync(cancellationToken);
            await Task.WhenAll(people.Select(pages.RefreshAsync));
        }

        // A restored backup may be behind.
        _position = version;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PollingLoop.RunAsync(Interval, timeProvider, LookIfChangedAsync, problem => Log.PeopleNotFollowed(logger, LoggedFailure.Of(problem)), stoppingToken, _outage);

    private Task LookIfChangedAsync(CancellationToken cancellationToken) => _idle.RunAsync(
        async token =>
        {
            await LookAsync(token);
            return true;
        },
        cancellationToken);
}
