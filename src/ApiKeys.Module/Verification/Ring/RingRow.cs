using System.Runtime.InteropServices;
using ApiKeys.Keys;

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

    public static RingRow Of(ApiKey key) => new(
        key.Id,
        key.Type,
        key.Digest,
        key.Redacted,
        key.Title,
        key.CreatedBy,
        [.. key.Scopes],
        key.ActivatedAt,
        key.ExpiresAt,
        key.RevokedAt,
        key.EndedAt,
        key.DeletedAt);

    public RingEntryState State =>
        RevokedAt <= EndedAt ? RingEntryState.Revoked
        : this is { DeletedAt: not null, ActivatedAt: null, RevokedAt: null } ? RingEntryState.Gone
        : ExpiresAt <= EndedAt ? RingEntryState.Expired
        : DeletedAt is not null ? RingEntryState.Deleted
        : ActivatedAt is null ? RingEntryState.Pending
        : RingEntryState.Confirmed;
}
