using System.ComponentModel;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.SalesChannels;

namespace ApiKeys.Admin.Endpoints.Keys;

// The contract's `api_key` and what goes beyond it. No member holds a secret or its digest, whatever is asked for.
[Description("A key. Without `fields` it has the members up to `revoked_by`, and `sales_channels`. `fields` chooses the members; the id is always included.")]
internal sealed record ApiKeyJson : SelectableJson
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name for people.")]
    public string Title { get; init; } = "";

    [Description("The whole token of a publishable key. Empty for a secret key.")]
    public string Token { get; init; } = "";

    [Description("The redacted token.")]
    public string Redacted { get; init; } = "";

    public ApiKeyType Type { get; init; }

    [Description("When it was last accepted, accurate to ten seconds.")]
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    [Description("The id of the user or API key that created it.")]
    public string CreatedBy { get; init; } = "";

    [Description("Since when it is revoked. A time in the future is a scheduled revocation.")]
    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    [OnRequest]
    [Description("Only if `fields` names it. The same applies to all members from here to `receipt`.")]
    public DateTimeOffset? DeletedAt { get; init; }

    [OnRequest]
    public string Description { get; init; } = "";

    [OnRequest]
    [Description("What a secret key may do: `resource:action`, `resource:*` or `*`.")]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    [OnRequest]
    [Description("An `active` key is accepted. A `revoking` key is accepted until `revoked_at`.")]
    public ApiKeyStatus Status { get; init; }

    [OnRequest]
    public DateTimeOffset? ActivatedAt { get; init; }

    [OnRequest]
    public DateTimeOffset? ExpiresAt { get; init; }

    [OnRequest]
    [Description("When a pending key is discarded unless it is activated before.")]
    public DateTimeOffset? ConfirmBefore { get; init; }

    [OnRequest]
    public string? RevokeReason { get; init; }

    [OnRequest]
    [Description("The id of the user who answers for it. `null` for the store.")]
    public string? OwnedBy { get; init; }

    [OnRequest]
    [Description("The id of the key that it replaces.")]
    public string? ReplacesId { get; init; }

    [OnRequest]
    public ReceiptJson? Receipt { get; init; }

    [OnRequest("id", "name")]
    [Description("The channels that a publishable key is linked to, with id and name, or with the members that `fields` names.")]
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
        OwnedBy = key.OwnedBy,
        ReplacesId = key.ReplacesId,
        Receipt = ReceiptJson.Of(key.Receipt),
        SalesChannels = fields.Of(KeyAnswers.Channels) is { } ofChannels ? [.. key.SalesChannels.Select(link => SalesChannelJson.Of(link, ofChannels))] : [],
    };
}
