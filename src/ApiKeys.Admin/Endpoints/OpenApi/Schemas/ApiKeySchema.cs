using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

[Description("A key. Without `fields` the members up to `sales_channels` are there; `fields` adds others and leaves out what it doesn't name. The id is always there.")]
internal sealed record ApiKeySchema
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name that people know it by.")]
    public string Title { get; init; } = "";

    [Description("The whole token of a publishable key. Empty for a secret key.")]
    public string Token { get; init; } = "";

    [Description("The token's recognisable outline.")]
    public string Redacted { get; init; } = "";

    public KeyTypeSchema Type { get; init; }

    [Description("When it was last accepted, to within ten seconds.")]
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    [Description("The person's or key's id.")]
    public string CreatedBy { get; init; } = "";

    [Description("When it stops being accepted; in the future for a revocation that is still to come.")]
    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    [Description("The channels that a publishable key is linked to: id and name, or what `fields` asks for.")]
    public IReadOnlyList<SalesChannelSchema> SalesChannels { get; init; } = [];

    [Description("Only when `fields` asks for it. So are all that follow.")]
    public DateTimeOffset? DeletedAt { get; init; }

    public string Description { get; init; } = "";

    [Description("What a secret key may do: `resource:action`, `resource:*` or `*`.")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    [Description("`pending`, `active`, `revoking`, `revoked` or `expired`.")]
    public string Status { get; init; } = "";

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

[Description("The proof that a revocation has reached every node that was live when it was committed, as far as that is known.")]
internal sealed record ReceiptSchema
{
    public required DateTimeOffset RevokedAt { get; init; }

    [Description("Whether every node is known to refuse the token. An incomplete receipt is completed when the last node has answered; read the key with `fields=receipt`.")]
    public required bool IsComplete { get; init; }

    [Description("Since when every one of them does. Null while the receipt is incomplete.")]
    public required DateTimeOffset? RefusedSince { get; init; }

    [Description("How many nodes are known to refuse the token so far.")]
    public required int NodesRefusing { get; init; }

    [Description("Of how many.")]
    public required int NodesTotal { get; init; }

    public required IReadOnlyList<ReceiptNodeSchema> Nodes { get; init; }
}

internal sealed record ReceiptNodeSchema
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("`applied`: it refuses the token. `fenced`: it was silent for longer than it may believe its memory, or has ended. `waiting`: neither yet.")]
    public required string State { get; init; }

    public required DateTimeOffset? Since { get; init; }
}
