using System.ComponentModel;
using System.Text.Json;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Verify;

[Description("Where no key has the token, or none any more, the facts are null.")]
internal sealed record VerifyAnswer
{
    public required bool Valid { get; init; }

    [Description("`valid`, or why not: `malformed`, `not_found`, `pending`, `revoked`, `expired`, `wrong_type`, `insufficient_scope`.")]
    public required string Code { get; init; }

    public required string? Id { get; init; }

    public required ApiKeyType? Type { get; init; }

    public required string? Title { get; init; }

    public required string? Redacted { get; init; }

    public required IReadOnlyList<string>? Scopes { get; init; }

    public required IReadOnlyList<string>? SalesChannelIds { get; init; }

    public required string? CreatedBy { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public static VerifyAnswer Of(CheckedToken token)
    {
        var key = token.Code == VerificationCode.NotFound ? null : token.Key;
        return new VerifyAnswer
        {
            Valid = token.Code == VerificationCode.Valid && key is not null,
            Code = JsonNamingPolicy.SnakeCaseLower.ConvertName(token.Code.ToString()),
            Id = key?.Id,
            Type = key?.Type,
            Title = key?.Title,
            Redacted = key?.Redacted,
            Scopes = key?.Scopes,
            SalesChannelIds = key?.SalesChannelIds,
            CreatedBy = key?.CreatedBy,
            ExpiresAt = key?.ExpiresAt,
            RevokedAt = key?.RevokedAt,
        };
    }
}
