using ApiKeys.Time;

namespace ApiKeys.Verification.Ring;

internal static class RingEntryTime
{
    /// <summary>Tells by what time a key in memory is to be judged. Takes no lock, allocates nothing.</summary>
    /// <returns>False where only the database can tell: in the moment in which the end comes, or when the time isn't stored as seen.</returns>
    public static bool TryTell(this KeyClock clock, RingEntry? entry, out DateTimeOffset at)
    {
        at = default;
        return entry is null || !entry.MayEnd || (clock.TryTell(out var earliest, out at) && !entry.EndsWithin(earliest, at));
    }
}
