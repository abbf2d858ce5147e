using System.ComponentModel;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Exports;

[Description("A key as lists export it. It has no token, only the redacted one.")]
internal sealed record ExportedKey
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ApiKeyType Type { get; init; }

    public required ApiKeyStatus Status { get; init; }

    [Description("The redacted token.")]
    public required string Redacted { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    [Description("The names of linked sales channels.")]
    public required IReadOnlyList<string> SalesChannels { get; init; }

    [Description("The id of the user who answers for it. `null` for the store.")]
    public required string? OwnedBy { get; init; }

    public required string? OwnerName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required string? CreatorName { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    public required string? RevokerName { get; init; }

    public required string? RevokeReason { get; init; }

    [Description("The id of the key that it replaces.")]
    public required string? ReplacesId { get; init; }

    public static ExportedKey Of(ApiKeyDetails key, IReadOnlyDictionary<string, ActorName> names) => new()
    {
        Id = key.Id,
        Title = key.Title,
        Type = key.Type,
        Status = key.Status,
        Redacted = key.Redacted,
        Description = key.Description,
        Scopes = key.Scopes,
        SalesChannels = [.. key.SalesChannels.Select(channel => channel.Name)],
        OwnedBy = key.OwnedBy,
        OwnerName = names.TextOf(key.OwnedBy),
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        CreatorName = names.TextOf(key.CreatedBy),
        LastUsedAt = key.LastUsedAt,
        ExpiresAt = key.ExpiresAt,
        RevokedAt = key.RevokedAt,
        RevokedBy = key.RevokedBy,
        RevokerName = names.TextOf(key.RevokedBy),
        RevokeReason = key.RevokeReason,
        ReplacesId = key.ReplacesId,
    };
}
