using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Overview;

/// <summary>What the Overview shows, as loaded.</summary>
public sealed record OverviewContent
{
    public required IReadOnlyDictionary<(ApiKeyType Type, ApiKeyStatus Status), int> Counts { get; init; }

    public required PagedList<ApiKeyDetails> Pending { get; init; }

    public required PagedList<ApiKeyDetails> Revoking { get; init; }

    /// <summary>Active keys whose expiry is near: how many, and the nearest of them.</summary>
    public required PagedList<ApiKeyDetails> Expiring { get; init; }

    /// <summary>Keys that have expired lately and were in use until then, the latest first.</summary>
    public required IReadOnlyList<ApiKeyDetails> ExpiredInUse { get; init; }

    /// <summary>Ended keys that someone still presents, the latest first.</summary>
    public required IReadOnlyList<EndedKeyUse> EndedKeysInUse { get; init; }

    /// <summary>Working keys of each type whose owner can't sign in any more.</summary>
    public required IReadOnlyDictionary<ApiKeyType, int> OwnerGone { get; init; }

    public required int FailedCompensations { get; init; }

    /// <summary>Events that could not be delivered, and wait for a person.</summary>
    public required int DeadLetters { get; init; }

    public required int FailingJobs { get; init; }

    public required PagedList<ApiKeyEventDetails> Events { get; init; }

    public required IReadOnlyDictionary<string, ActorName> Names { get; init; }

    public required bool MayChange { get; init; }

    public bool HasKeys => Counts.Values.Any(count => count > 0);

    public bool NeedsAttention =>
        EndedKeysInUse.Count > 0 || Pending.Count > 0 || Revoking.Count > 0 || Expiring.Count > 0 || ExpiredInUse.Count > 0 || FailedCompensations > 0
        || DeadLetters > 0 || FailingJobs > 0 || OwnerGone.Values.Any(count => count > 0);

    public int Total(ApiKeyType type) => Counts.Where(count => count.Key.Type == type).Sum(count => count.Value);
}
