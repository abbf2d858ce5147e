using System.Diagnostics.CodeAnalysis;
using ApiKeys.Configuration;
using ApiKeys.Tokens;

namespace ApiKeys.Verification.Ring;

/// <summary>
/// Every key in memory, by the digest of its token, for as long as that may be believed: <see cref="Fencing.Trust"/> from the moment at which the last look
/// at the feed was sent (I7). Past that the ring gives no answer, and the database has to be asked.
/// </summary>
internal sealed class KeyRing(TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private RingView _view = RingView.Empty;
    private long _generation;
    private long _newestVersion;
    private RingTable? _ended;

    /// <summary>
    /// Called after this node has read something new of the feed: anything in the store was changed, here or on another node. Handlers run within the look at the feed,
    /// so they only note it.
    /// </summary>
    public event Action? Advanced;

    public RingView View => Volatile.Read(ref _view);

    /// <summary>The newest version of the feed that this process knows to exist, applied or not.</summary>
    public long NewestVersion => Interlocked.Read(ref _newestVersion);

    /// <summary>Counts the times that trust was withdrawn; see <see cref="Trust"/>.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>
    /// Keys that have ended although the database doesn't know it any more; null, as a rule, for none. A key that was refused once stays refused (I7).
    /// </summary>
    public RingTable? Ended
    {
        get => Volatile.Read(ref _ended);
        set => Volatile.Write(ref _ended, value);
    }

    /// <summary>Looks a token up.</summary>
    /// <returns>Whether the ring can tell; then <paramref name="entry"/> is the key's entry, or null when there is no such key.</returns>
    public bool TryFind(in TokenDigest digest, DateTimeOffset now, out RingEntry? entry)
    {
        var view = View;
        entry = view.Table.Find(in digest);
        return IsTrusted(view, now) && (entry is not null || view.IsComplete);
    }

    /// <summary>Looks a token up however old the ring is, within a grace that the host chose to give.</summary>
    public bool TryFindWithin(TimeSpan grace, in TokenDigest digest, [NotNullWhen(true)] out RingEntry? entry)
    {
        var view = View;
        entry = view.Table.Find(in digest);

        // A token that is not in the ring may be that of a key made since: only what is known can be told.
        return entry is not null && view.IsTrusted && timeProvider.GetElapsedTime(view.AskedAt) <= grace;
    }

    public bool IsTrusted(DateTimeOffset now) => IsTrusted(View, now);

    /// <summary>Publishes entries that were read after <paramref name="version"/> was, and so hold every change up to it.</summary>
    public void Publish(RingTable table, long version, bool isComplete)
    {
        bool isNews;
        lock (_gate)
        {
            Learn(version);
            isNews = version != _view.Version;
            Volatile.Write(ref _view, _view with { Table = table, Version = version, IsComplete = isComplete });
        }

        if (isNews)
        {
            Advanced?.Invoke();
        }
    }

    /// <summary>Believes the entries for another lease, unless trust was withdrawn since the look at the feed was sent.</summary>
    /// <param name="askedAt">When the look was sent, by the monotonic clock.</param>
    /// <param name="askedAtTime">The same by the wall clock.</param>
    /// <param name="generation">The <see cref="Generation"/> at that time.</param>
    public void Trust(long askedAt, DateTimeOffset askedAtTime, long generation)
    {
        lock (_gate)
        {
            if (generation == _generation)
            {
                Volatile.Write(ref _view, _view with { AskedAt = askedAt, AskedAtTime = askedAtTime, IsTrusted = true });
            }
        }
    }

    /// <summary>
    /// Withdraws trust at once. A look at the feed that is still under way was sent before whatever gave the reason, and does not restore it.
    /// </summary>
    public void Distrust()
    {
        lock (_gate)
        {
            _generation++;
            Volatile.Write(ref _view, _view with { IsTrusted = false });
        }
    }

    public void NoteStoreAway()
    {
        lock (_gate)
        {
            Volatile.Write(ref _view, _view with { IsStoreAway = true });
        }
    }

    public void NoteStoreBack()
    {
        if (View.IsStoreAway)
        {
            lock (_gate)
            {
                Volatile.Write(ref _view, _view with { IsStoreAway = false });
            }
        }
    }

    /// <summary>Notes that a version exists: what was read before it is out of date.</summary>
    public void Learn(long version)
    {
        lock (_gate)
        {
            _newestVersion = Math.Max(_newestVersion, version);
        }
    }

    /// <summary>Forgets what is known of the feed, because its past has changed: a database restored from a backup.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _generation++;
            _newestVersion = 0;
            _view = RingView.Empty;
        }
    }

    // By both clocks: a virtual machine that was paused may find its monotonic clock where it was, and only the wall clock moved on.
    private bool IsTrusted(RingView view, DateTimeOffset now) =>
        view.IsTrusted && timeProvider.GetElapsedTime(view.AskedAt) <= Fencing.Trust && now - view.AskedAtTime <= Fencing.Trust;
}
