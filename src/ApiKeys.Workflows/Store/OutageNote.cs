namespace ApiKeys.Workflows;

/// <summary>Lets a loop that fails at each tick for one reason say so once: while the store is away, one line and not one a second.</summary>
internal sealed class OutageNote
{
    private bool _isAway;

    /// <summary>Whether a failure is to be logged: every one that isn't the store's, and the first of an outage.</summary>
    public bool IsNews(Exception failure)
    {
        var wasAway = _isAway;
        _isAway = StoreFailure.Of(failure) is not null;
        return !_isAway || !wasAway;
    }

    /// <summary>A tick succeeded: the next failure is a new outage.</summary>
    public void End() => _isAway = false;
}
