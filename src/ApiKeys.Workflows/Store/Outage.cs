namespace ApiKeys.Workflows;

/// <summary>Lets work that fails repeatedly for one reason log it once: one line for each outage of the database, not one every second.</summary>
internal sealed class Outage
{
    private Type? _cause;

    /// <summary>Whether to log a failure: the first one, and each that has another type than the one before. All failures of the database count as one type.</summary>
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
