namespace ApiKeys.Storage;

/// <summary>
/// Where the database has a mark for it, tells the loops of this process whether anything was committed since they last looked. The ring's connection reads the mark
/// several times a second. Its own commits, of leases and times, don't change the mark.
/// </summary>
internal sealed class StoreChanges(TimeProvider timeProvider)
{
    // A mark that isn't read any more says nothing: the store is away, or the ring doesn't run.
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(1);

    private Reading? _last;

    /// <summary>The mark that was read last. It is null if the database has no marks, or if the last reading is more than a second old.</summary>
    public ChangeMark? Mark =>
        Volatile.Read(ref _last) is { } last && timeProvider.GetElapsedTime(last.At) <= Validity ? last.Mark : null;

    /// <param name="mark">What was read; null where the database has no marks.</param>
    /// <param name="askedAt">A moment before it was read, by the monotonic clock.</param>
    public void Note(ChangeMark? mark, long askedAt) => Volatile.Write(ref _last, mark is null ? null : new Reading(mark, askedAt));

    private sealed record Reading(ChangeMark Mark, long At);
}
