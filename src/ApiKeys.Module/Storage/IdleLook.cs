namespace ApiKeys.Storage;

/// <summary>A look for work that is left out while nothing was committed since one that found none. Used by one at a time.</summary>
/// <param name="changes">Tells whether anything was committed.</param>
internal sealed class IdleLook(StoreChanges changes)
{
    private ChangeMark? _idleSince;

    /// <param name="lookAsync">
    /// Looks. Returns whether there will be nothing to do until something is committed: also not when time goes by.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(Func<CancellationToken, Task<bool>> lookAsync, CancellationToken cancellationToken)
    {
        // Read before the look: what is committed in between shows in the next mark.
        var mark = changes.Mark;
        if (mark is not null && mark == _idleSince)
        {
            return;
        }

        _idleSince = null;
        _idleSince = await lookAsync(cancellationToken) ? mark : null;
    }
}
