using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

/// <summary>What the routes answer with and take, for the document. The answers themselves are written member by member, as <c>fields</c> asks.</summary>
[Description("A key. The members are those of a call without `fields`; `fields=+scopes,+expires_at,+description` adds the others.")]
internal sealed record ApiKeySchema
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name that people know it by.")]
    public required string Title { get; init; }

    [Description("The whole token of a publishable key. Empty for a secret key, but for the one answer to its creation.")]
    public required string Token { get; init; }

    [Description("The token's recognisable outline.")]
    public required string Redacted { get; init; }

    public required KeyTypeSchema Type { get; init; }

    [Description("When it was last accepted, to within ten seconds.")]
    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [Description("The person's or key's id.")]
    public required string CreatedBy { get; init; }

    [Description("When it stops being accepted; in the future for a revocation that is still to come.")]
    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    [Description("The channels that a publishable key is linked to. Not in the answer to a creation.")]
    public IReadOnlyList<LinkedChannelSchema>? SalesChannels { get; init; }

    [Description("In the answer to a creation, and when `fields` asks for it. So are all that follow.")]
    public DateTimeOffset? DeletedAt { get; init; }

    public string? Description { get; init; }

    [Description("What a secret key may do: `resource:action`, `resource:*` or `*`.")]
    public IReadOnlyList<string>? Scopes { get; init; }

    [Description("`pending`, `active`, `revoking`, `revoked` or `expired`.")]
    public string? Status { get; init; }

    public DateTimeOffset? ActivatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("Until when a key that waits for its activation is kept.")]
    public DateTimeOffset? ConfirmBefore { get; init; }

    public string? RevokeReason { get; init; }

    [Description("The key that it was rolled from.")]
    public string? ReplacesId { get; init; }

    public ReceiptSchema? Receipt { get; init; }
}

[Description("A secret key authenticates servers; a publishable key names a storefront.")]
internal enum KeyTypeSchema
{
    Secret,
    Publishable,
}

internal sealed record LinkedChannelSchema
{
    public required string Id { get; init; }

    public required string Name { get; init; }
}

[Description("The proof that a revocation has reached every node.")]
internal sealed record ReceiptSchema
{
    public required DateTimeOffset RevokedAt { get; init; }

    [Description("Whether every live node refuses the token.")]
    public required bool IsComplete { get; init; }

    [Description("Since when every one of them does.")]
    public required DateTimeOffset? RefusedSince { get; init; }

    public required IReadOnlyList<ReceiptNodeSchema> Nodes { get; init; }
}

internal sealed record ReceiptNodeSchema
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("`applied`: it refuses the token. `fenced`: it was silent for longer than it may believe its memory. `waiting`: neither yet.")]
    public required string State { get; init; }

    public required DateTimeOffset? Since { get; init; }
}
