using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;

namespace ApiKeys.Usage.Flush;

/// <summary>
/// The rows that wait to be written. They grow with the time that the database is away, up to a bound for each kind; what would be a further row then is
/// dropped, and what only adds to one is not.
/// </summary>
internal sealed class WaitingUses
{
    public const int MaxRows = 100_000;

    public Dictionary<string, DateTimeOffset> LastUsed { get; } = new(StringComparer.Ordinal);

    public Dictionary<UseHour, long> Counts { get; } = [];

    public Dictionary<CallerId, CallerTotal> Callers { get; } = [];

    /// <returns>How many uses were dropped.</returns>
    public long Add(string keyId, KeyUses uses)
    {
        if (uses.LastAcceptedAt is { } at)
        {
            Add(LastUsed, keyId, at, (one, other) => one > other ? one : other);
        }

        var dropped = 0L;
        foreach (var ((hour, code), count) in uses.Counts)
        {
            if (!Add(Counts, new UseHour(keyId, UseHours.Start(hour), code), count, (one, other) => one + other))
            {
                dropped += count;
            }
        }

        AddCallers(keyId, isAccepted: true, uses.Accepted);
        AddCallers(keyId, isAccepted: false, uses.Refused);
        return dropped;
    }

    private void AddCallers(string keyId, bool isAccepted, IEnumerable<CallerUse> callers)
    {
        foreach (var use in callers)
        {
            var id = new CallerId(
                keyId, isAccepted, CallerText.Of(use.Address), CallerText.Of(use.UserAgent, CallerConfiguration.UserAgentMaxLength));
            Add(Callers, id, CallerTotal.Of(use), (one, other) => one.And(other));
        }
    }

    private static bool Add<TKey, TValue>(Dictionary<TKey, TValue> rows, TKey key, TValue value, Func<TValue, TValue, TValue> merge)
        where TKey : notnull
    {
        if (rows.TryGetValue(key, out var waiting))
        {
            rows[key] = merge(waiting, value);
            return true;
        }

        if (rows.Count >= MaxRows)
        {
            return false;
        }

        rows.Add(key, value);
        return true;
    }
}
