using System.Text.Json;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Verify;

/// <summary>What a token is worth, and whose it is. Where no key has it, or none any more, the facts are null.</summary>
internal sealed record VerifyAnswer(
    bool Valid,
    string Code,
    string? Id,
    string? Type,
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
        var code = JsonNamingPolicy.SnakeCaseLower.ConvertName(token.Code.ToString());
        return token is { Key: { } key, Code: not VerificationCode.NotFound }
            ? new VerifyAnswer(
                token.Code == VerificationCode.Valid,
                code,
                key.Id,
                KeyTypes.Name(key.Type),
                key.Title,
                key.Redacted,
                key.Scopes,
                key.SalesChannelIds,
                key.CreatedBy,
                key.ExpiresAt,
                key.RevokedAt)
            : new VerifyAnswer(Valid: false, code, null, null, null, null, null, null, null, null, null);
    }
}
