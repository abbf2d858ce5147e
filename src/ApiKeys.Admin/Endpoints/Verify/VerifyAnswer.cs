using System.ComponentModel;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Verify;

[Description("If no key has the token, or its key is deleted, the members from `id` on are null.")]
internal sealed record VerifyAnswer(
    bool Valid,
    [property: Description("`valid`, or the reason why it isn't: `malformed`, `not_found`, `pending`, `revoked`, `expired`, `wrong_type`, `insufficient_scope`.")] string Code,
    string? Id,
    ApiKeyType? Type,
    string? Title,
    string? Redacted,
    IReadOnlyList<string>? Scopes,
    IReadOnlyList<string>? SalesChannelIds,
    string? CreatedBy,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt)
{
    public static VerifyAnswer Of(CheckedToken token)
    {
        var key = token.Code == VerificationCode.NotFound ? null : token.Key;
        return new VerifyAnswer(
            token.Code == VerificationCode.Valid && key is not null,
            ApiJson.Name(token.Code.ToString()),
            key?.Id,
            key?.Type,
            key?.Title,
            key?.Redacted,
            key?.Scopes,
            key?.SalesChannelIds,
            key?.CreatedBy,
            key?.ExpiresAt,
            key?.RevokedAt);
    }
}
