using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Verification.Ring;

/// <summary>Loads the ring and keeps it current with the feed. Used by one at a time.</summary>
internal sealed class RingFollower(KeyRing ring, IOptions<ApiKeysOptions> options, ILogger<RingFollower> logger)
{
    private const int PageSize = 1000;

    private RingTexts _texts = new();
    private RingTable _table = new();
    private FeedEntry? _last;
    private long _version = -1;
    private bool _isComplete;

    // Rows are read after the version, so they can be newer than it. They aren't if nothing newer existed after they were read.
    private bool _isExact;
    private bool _boundIsLogged;

    private int MaxKeys => options.Value.Verification.MaxKeysInMemory;

    /// <summary>Applies every change up to a version.</summary>
    /// <param name="database">The database.</param>
    /// <param name="head">How far the feed has come, read just before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether the ring was read as a whole, which can take longer than what is read may be believed.</returns>
    public async Task<bool> FollowAsync(ApiKeysDbContext database, FeedHead head, CancellationToken cancellationToken)
    {
        var version = head.Version;
        if (_version < 0)
        {
            await LoadAsync(database, head, cancellationToken);
            KeepEnded();
            return true;
        }

        // Also when nothing seems to have happened: a restored backup may have gone on to just this version.
        var follows = version > _version || (version == _version && head.Last == _last);
        _isExact = follows && version == _version;
        while (follows && _version < version)
        {
            follows = await ApplyAsync(database, cancellationToken);
        }

        if (!follows)
        {
            // What is in memory tells of a past that the database doesn't have any more.
            // All ends that this node knows, until it is known which are missing: while it reads, tokens are looked up in the database.
            logger.FeedHasChanged(_version);
            ring.Ended = Table(_table.All().Concat(ring.Ended?.All() ?? []).Where(entry => entry.HasEnded));
            ring.Forget();
            await LoadAsync(database, head, cancellationToken);
            KeepEnded();
        }

        return !follows;
    }

    /// <summary>Applies changes that this process has committed itself, without reading them.</summary>
    /// <returns>
    /// False, and nothing is applied, unless they are the next ones of the feed and the ring holds no newer rows: an older row must never take the place of a newer one,
    /// which can have ended the key (I7).
    /// </returns>
    public bool TryApply(IReadOnlyList<RecordedChange> changes)
    {
        if (!_isExact)
        {
            return false;
        }

        List<RecordedChange> ordered = [.. changes.OrderBy(change => change.Event.Position)];
        var last = _last;
        foreach (var change in ordered)
        {
            // A publishable key's sales channels aren't in its row.
            if (change.Event.Position != (last?.Position ?? 0) + 1
                || change.Event.Follows != last?.EventId
                || change is not ({ Subject: ApiKey { Type: ApiKeyType.Secret } } or { Event.KeyType: null }))
            {
                return false;
            }

            last = FeedEntry.Of(change.Event);
        }

        foreach (var key in ordered.Select(change => change.Subject).OfType<ApiKey>())
        {
            Put(RingRow.Of(key));
        }

        (_version, _last) = (last!.Position, last);
        ring.Publish(_table, _version, _isComplete);
        return true;
    }

    /// <summary>Keeps the ends that the database doesn't know any more. The ring isn't trusted yet.</summary>
    private void KeepEnded()
    {
        if (ring.Ended is not { } ended)
        {
            return;
        }

        List<RingEntry> revived = [.. ended.All().Where(entry => _table.Find(entry) is { HasEnded: false })];
        ring.Ended = revived.Count > 0 ? Table(revived) : null;
        if (revived.Count > 0)
        {
            revived.ForEach(_table.Put);
            ring.Publish(_table, _version, _isComplete);
            logger.EndsAreLost(revived.Count, revived[0].Id);
        }
    }

    private static RingTable Table(IEnumerable<RingEntry> entries)
    {
        var table = new RingTable();
        foreach (var entry in entries)
        {
            table.Put(entry);
        }

        return table;
    }

    private async Task LoadAsync(ApiKeysDbContext database, FeedHead head, CancellationToken cancellationToken)
    {
        (_version, _isExact) = (-1, false);
        var channels = await database.ReadChannelsAsync(null, cancellationToken);
        (_texts, _table, _isComplete) = (new RingTexts(), new RingTable(), true);
        await foreach (var row in database.ReadAllAsync().WithCancellation(cancellationToken))
        {
            // Never alive, so not worth a place: it is not found, as it would be if it were here.
            if (row.State != RingEntryState.Gone)
            {
                Put(channels.Contains(row.Id) ? row with { SalesChannelIds = [.. channels[row.Id]] } : row);
            }
        }

        // Each row was read after the version was, and holds at least the changes up to it.
        (_version, _last) = (head.Version, head.Last);
        ring.Publish(_table, head.Version, _isComplete);
    }

    /// <returns>Whether the feed goes on where it was left.</returns>
    private async Task<bool> ApplyAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        var page = await database.ReadFeedAsync(_version, PageSize + 1, cancellationToken);
        if (_version > 0)
        {
            // A database restored from a backup may have gone on to another event at this place.
            if (page.Count == 0 || page[0] != _last)
            {
                return false;
            }

            page.RemoveAt(0);
        }

        if (page.Count == 0 || page.Where((entry, i) => entry.Position != _version + 1 + i).Any())
        {
            return false;
        }

        var ids = page.Select(entry => entry.KeyId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var rows = await database.ReadAsync(ids, cancellationToken);
        foreach (var row in rows)
        {
            Put(row);
        }

        foreach (var id in ids.Except(rows.Select(row => row.Id), StringComparer.Ordinal))
        {
            Drop(id);
        }

        (_version, _last) = (page[^1].Position, page[^1]);
        ring.Publish(_table, _version, _isComplete);
        return true;
    }

    private void Put(in RingRow row)
    {
        if (RingEntry.TryCreate(in row, _texts) is not { } entry)
        {
            _isComplete = false;
        }
        else if (!entry.HasEnded && ring.Ended?.Find(entry) is { } ended && _version >= 0)
        {
            _table.Put(ended);
        }
        else if (_table.Count < MaxKeys || _table.Holds(entry))
        {
            _table.Put(entry);
        }
        else
        {
            _isComplete = false;
            if (!_boundIsLogged)
            {
                _boundIsLogged = true;
                logger.RingIsFull(MaxKeys);
            }
        }
    }

    // Its creation was undone, and the row is no more.
    private void Drop(string id)
    {
        if (id.StartsWith(Ids.KeyPrefix, StringComparison.Ordinal)
            && Ulid.TryParse(id.AsSpan(Ids.KeyPrefix.Length), out var ulid)
            && _table.FindId(ulid) is { } entry)
        {
            _table.Put(entry.Gone());
        }
    }
}
