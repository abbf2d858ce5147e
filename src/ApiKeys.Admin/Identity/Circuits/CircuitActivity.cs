namespace ApiKeys.Admin.Identity.Circuits;

/// <summary>
/// When the person at an open page last did something. A page keeps its circuit alive by itself, and no request carries the cookie that
/// would have expired: without this, a tab left open stays signed in for as long as the machine runs.
/// </summary>
/// <param name="timeProvider">The clock of sessions.</param>
/// <param name="sessionLength">How long a session lives unused.</param>
public sealed class CircuitActivity(TimeProvider timeProvider, TimeSpan sessionLength)
{
    private long _lastTicks = timeProvider.GetUtcNow().UtcTicks;
    private volatile bool _isUsed;

    /// <summary>Whether the session ended because no one used the page for its length.</summary>
    public bool IsOver => timeProvider.GetUtcNow().UtcTicks - Volatile.Read(ref _lastTicks) >= sessionLength.Ticks;

    /// <summary>When the page was last used; null outside an open page, and as long as nothing was done in it.</summary>
    internal DateTimeOffset? LastUse => _isUsed ? new DateTimeOffset(Volatile.Read(ref _lastTicks), TimeSpan.Zero) : null;

    internal void Note()
    {
        // What ended stays so: the click that comes too late must not revive it before it is judged itself.
        if (!IsOver)
        {
            Volatile.Write(ref _lastTicks, timeProvider.GetUtcNow().UtcTicks);
            _isUsed = true;
        }
    }
}
