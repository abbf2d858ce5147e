namespace ApiKeys.Workflows;

/// <summary>Lets work that fails again and again for one reason say so once: while the store is away, one line and not one a second.</summary>
internal sealed class Outage
{
    private Type? _cause;

    /// <summary>Whether a failure is to be logged: the first, and each of another kind than the one before. Every failure of the store is of one kind.</summary>
    public bool IsNews(Exception failure)
    {
        var before = _cause;
        _cause = StoreFailure.Of(failure) is null ? failure.GetType() : typeof(StoreFailure);
        return _cause != before;
    }

    /// <summary>The work succeeded: the next failure is a new outage.</summary>
    /// <returns>Whether it had failed before.</returns>
    public bool End()
    {
        var wasFailing = _cause is not null;
        _cause = null;
        return wasFailing;
    }
}
