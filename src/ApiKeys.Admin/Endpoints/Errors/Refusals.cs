using System.Text.RegularExpressions;
using ApiKeys.Admin.Operations;
using ApiKeys.Keys;

namespace ApiKeys.Admin.Endpoints.Errors;

/// <summary>Turns the module's refusals into the contract's.</summary>
internal static partial class Refusals
{
    private const int Told = 3;

    // What a field of the module is called by those who call over HTTP.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["after"] = "revoke_in",
        ["oldKeyEndsAfter"] = "revoke_in",
        ["expiresAt"] = "expires_at",
        ["transactionId"] = "Idempotency-Key",
    };

    public static ApiProblem ToProblem(this IReadOnlyList<ApiKeyError> errors)
    {
        var error = errors[0];
        return error.Code switch
        {
            ApiKeyErrorCode.Invalid => ApiProblem.Invalid("Invalid request: " + string.Join("; ", errors.Take(Told).Select(Name))),
            ApiKeyErrorCode.NotFound => new(StatusCodes.Status404NotFound, "not_found", "not_found", $"API Key with id: {Shown(error.SubjectId)} was not found"),
            ApiKeyErrorCode.Forbidden when error == OperatorGate.SignedOutError => ApiProblem.Unauthorized,
            ApiKeyErrorCode.Forbidden => new(StatusCodes.Status403Forbidden, "forbidden", "forbidden", error.Message),
            ApiKeyErrorCode.Conflict when error.Field is not null => new(
                StatusCodes.Status409Conflict,
                "conflict",
                "idempotency_key_reused",
                "This Idempotency-Key was used before for a call with another input. Nothing was changed; choose a new one."),
            ApiKeyErrorCode.Conflict => new(StatusCodes.Status409Conflict, "conflict", "conflict", error.Message),
            ApiKeyErrorCode.AlreadyRevoked => ApiProblem.Invalid(error.Message) with { Code = "already_revoked" },
            _ => new(StatusCodes.Status400BadRequest, "not_allowed", "not_allowed", error.Message),
        };
    }

    private static string Name(ApiKeyError error) => error.Field is { } field
        ? $"Field '{Fields.GetValueOrDefault(Place().Replace(field, ""), Place().Replace(field, ""))}': {error.Message}"
        : error.Message;

    // An address can hold anything, a token among it.
    private static string Shown(string? id) => id is not null && KeyId().IsMatch(id) ? id : "(not an id)";

    // The place in a list of one.
    [GeneratedRegex(@"^\[0\]\.")]
    private static partial Regex Place();

    [GeneratedRegex("^apk_[0-9A-Za-z]{1,40}$")]
    private static partial Regex KeyId();
}
