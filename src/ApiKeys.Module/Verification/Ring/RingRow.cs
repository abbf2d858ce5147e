using System.Runtime.InteropServices;

namespace ApiKeys.Verification.Ring;

/// <summary>What verification reads of a key's row.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RingRow(
    string Id,
    ApiKeyType Type,
    byte[] Digest,
    string Redacted,
    string Title,
    string CreatedBy,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ActivatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? DeletedAt)
{
    public IReadOnlyList<string> SalesChannelIds { get; init; } = [];

    public RingEntryState State =>
        RevokedAt <= EndedAt ? RingEntryState.Revoked
        : this is { DeletedAt: not null, ActivatedAt: null, RevokedAt: null } ? RingEntryState.Gone
        : ExpiresAt <= EndedAt ? RingEntryState.Expired
        : DeletedAt is not null ? RingEntryState.Deleted
        : ActivatedAt is null ? RingEntryState.Pending
        : RingEntryState.Confirmed;
}
