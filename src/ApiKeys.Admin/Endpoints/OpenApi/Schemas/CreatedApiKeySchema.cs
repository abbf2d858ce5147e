using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

[Description("A key as its creation tells of it, whatever `fields` says.")]
internal sealed record CreatedApiKeySchema
{
    [Description("`apk_` and a ULID.")]
    public required string Id { get; init; }

    [Description("The name that people know it by.")]
    public required string Title { get; init; }

    [Description("The whole token. Of a secret key this once: empty when the call repeats an earlier one.")]
    public required string Token { get; init; }

    [Description("The token's recognisable outline.")]
    public required string Redacted { get; init; }

    public required KeyTypeSchema Type { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [Description("The person's or key's id.")]
    public required string CreatedBy { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public required string? RevokedBy { get; init; }

    public required DateTimeOffset? DeletedAt { get; init; }

    [Description("Only with `confirm`: `pending` until the key is activated, `discarded` if it never was; else the state of the key.")]
    public string? Status { get; init; }

    [Description("Only with `confirm`, while the key is pending: activate it before this time, or it is discarded.")]
    public DateTimeOffset? ConfirmBefore { get; init; }
}
