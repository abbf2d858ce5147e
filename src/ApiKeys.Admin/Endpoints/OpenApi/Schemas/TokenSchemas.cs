using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

internal sealed record VerifyBody
{
    public required string Token { get; init; }

    [Description("The type that is wanted.")]
    public KeyTypeSchema? Type { get; init; }

    [Description("What is to be done with it, such as `orders:read`.")]
    public string? Scope { get; init; }
}

[Description("Where no key has the token, or none any more, the facts are null.")]
internal sealed record VerifyAnswer
{
    public required bool Valid { get; init; }

    [Description("`valid`, or why not: `malformed`, `not_found`, `pending`, `revoked`, `expired`, `wrong_type`, `insufficient_scope`.")]
    public required string Code { get; init; }

    public required string? Id { get; init; }

    public required KeyTypeSchema? Type { get; init; }

    public required string? Title { get; init; }

    public required string? Redacted { get; init; }

    public required IReadOnlyList<string>? Scopes { get; init; }

    public required IReadOnlyList<string>? SalesChannelIds { get; init; }

    public required string? CreatedBy { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }
}

internal sealed record LeakBody
{
    public required string Token { get; init; }
}

internal sealed record AcceptedAnswer
{
    public required bool Accepted { get; init; }
}
