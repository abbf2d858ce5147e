using System.ComponentModel;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.SalesChannels;

namespace ApiKeys.Admin.Endpoints.Keys;

// The contract's `api_key` and what goes beyond it. No member holds a secret or its digest, whatever is asked for.
[Description("A key. Without `fields` the members up to `revoked_by`, and `sales_channels`, are there; `fields` adds others and leaves out what it doesn't name. The id is always there.")]
internal sealed record ApiKeyJson : SelectableJson
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name that people know it by.")]
    public string Title { get; init; } = "";

    [Description("The whole token of a publishable key. Empty for a secret key.")]
    public string Token { get; init; } = "";

    [Description("The token's recognisable outline.")]
    public string Redacted { get; init; } = "";

    public ApiKeyType Type { get; init; }

    [Description("When it was last accepted, to within ten seconds.")]
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    [Description("The person's or key's id.")]
    public string CreatedBy { get; init; } = "";

    [Description("When it stops being accepted; in the future for a revocation that is still to come.")]
    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    [OnRequest]
    [Description("Only when `fields` asks for it. So are all that follow, up to `receipt`.")]
    public DateTimeOffset? DeletedAt { get; init; }

    [OnRequest]
    public string Description { get; init; } = "";

    [OnRequest]
    [Description("What a secret key may do: `resource:action`, `resource:*` or `*`.")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    [OnRequest]
    [Description("An `active` key is accepted, and a `revoking` one until its `revoked_at`.")]
    public ApiKeyStatus Status { get; init; }

    [OnRequest]
    public DateTimeOffset? ActivatedAt { get; init; }

    [OnRequest]
    public DateTimeOffset? ExpiresAt { get; init; }

    [OnRequest]
    [Description("Until when a key that waits for its activation is kept.")]
    public DateTimeOffset? ConfirmBefore { get; init; }

    [OnRequest]
    public string? RevokeReason { get; init; }

    [OnRequest]
    [Description("The key that it was rolled from.")]
    public string? ReplacesId { get; init; }

    [OnRequest]
    public ReceiptJson? Receipt { get; init; }

    [OnRequest("id", "name")]
    [Description("The channels that a publishable key is linked to: id and name, or what `fields` asks for.")]
    public IReadOnlyList<SalesChannelJson> SalesChannels { get; init; } = [];

    /// <summary>The key, with what it knows of its channels itself.</summary>
    public static ApiKeyJson Of(ApiKeyDetails key, FieldSelection fields) => new()
    {
        Fields = fields,
        Id = key.Id,
        Title = key.Title,
        Token = key.PublicToken ?? "",
        Redacted = key.Redacted,
        Type = key.Type,
        LastUsedAt = key.LastUsedAt,
        CreatedAt = key.CreatedAt,
        UpdatedAt = key.UpdatedAt,
        CreatedBy = key.CreatedBy,
        RevokedAt = key.RevokedAt,
        RevokedBy = key.RevokedBy,
        DeletedAt = key.DeletedAt,
        Description = key.Description,
        Scopes = key.Scopes,
        Status = key.Status,
        ActivatedAt = key.ActivatedAt,
        ExpiresAt = key.ExpiresAt,
        ConfirmBefore = key.ConfirmBefore,
        RevokeReason = key.RevokeReason,
        ReplacesId = key.ReplacesId,
        Receipt = ReceiptJson.Of(key.Receipt),
        SalesChannels = fields.Of(KeyAnswers.Channels) is { } ofChannels ? [.. key.SalesChannels.Select(link => SalesChannelJson.Of(link, ofChannels))] : [],
    };
}
