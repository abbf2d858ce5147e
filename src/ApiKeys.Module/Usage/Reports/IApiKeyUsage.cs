namespace ApiKeys;

/// <summary>Tells how keys are used: how often, by whom, and whether one could be ended without harm.</summary>
/// <remarks>
/// <para>
/// Each node notes uses in memory and writes them in batches. What this node has noted is written before anything is read, so that a use seconds ago is
/// never hidden from who asks here; uses on other nodes show after their flush interval (<see cref="UsageOptions.FlushInterval"/>) at the latest. Where the
/// latest can't be written, what is stored is answered all the same and marked as incomplete: it must not pass for a proof that no one calls.
/// </para>
/// <para>Counts are by the hour, in UTC. Callers are the 50 latest of a key, accepted and refused apart.</para>
/// </remarks>
public interface IApiKeyUsage
{
    /// <summary>Reads how one key is used.</summary>
    /// <param name="keyId">The key; a deleted one can be asked for too.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The key's use, or <see langword="null"/> when there never was such a key.</returns>
    Task<KeyUsage?> ReadAsync(string keyId, CancellationToken cancellationToken = default);

    /// <summary>Reads how several keys are used, such as the old and the new one of a roll.</summary>
    /// <param name="keyIds">The keys, up to <see cref="ListApiKeysQuery.MaxValues"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The use of each, by id; without those that never were.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Too many keys.</exception>
    Task<IReadOnlyDictionary<string, KeyUsage>> ReadAsync(IReadOnlyList<string> keyIds, CancellationToken cancellationToken = default);

    /// <summary>Counts the requests of all keys together. Tokens that belong to no key aren't counted.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The last 24 hours, oldest first; the last one is the current hour, and goes on.</returns>
    Task<IReadOnlyList<UsagePeriod>> ReadStoreAsync(CancellationToken cancellationToken = default);

    /// <summary>Says of several keys whether they could be ended without harm, without reading all of their use.</summary>
    /// <param name="keyIds">The keys, up to <see cref="ListApiKeysQuery.MaxValues"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The verdict on each, by id; without those that never were.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Too many keys.</exception>
    Task<IReadOnlyDictionary<string, UseVerdict>> GetVerdictsAsync(IReadOnlyList<string> keyIds, CancellationToken cancellationToken = default);

    /// <summary>Reads how often several keys were used on each of the last days, in one query. Uses of the last flush interval may be missing.</summary>
    /// <param name="keyIds">The keys, up to <see cref="ListApiKeysQuery.MaxValues"/>.</param>
    /// <param name="days">How many days, 1 to 30.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The days of each key, by id, oldest first; the last one is today, and goes on. Days begin at midnight UTC.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Too many keys or days.</exception>
    Task<IReadOnlyDictionary<string, IReadOnlyList<UsagePeriod>>> ReadDaysAsync(IReadOnlyList<string> keyIds, int days, CancellationToken cancellationToken = default);

    /// <summary>Lists the ended keys that someone still presents, the latest first, deleted ones included.</summary>
    /// <param name="since">Leaves out keys that no one has presented since then.</param>
    /// <param name="limit">The most to list, 1 to 100.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its range.</exception>
    Task<IReadOnlyList<EndedKeyUse>> ListEndedKeysInUseAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken = default);
}
