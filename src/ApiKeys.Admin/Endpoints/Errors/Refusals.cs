using System.Text.RegularExpressions;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.Errors;

/// <summary>Turns the module's refusals into the contract's.</summary>
internal static partial class Refusals
{
    private const int MaxReported = 3;

    // What a field of the module is called by those who call over HTTP.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["after"] = "revoke_in",
        ["oldKeyEndsAfter"] = "revoke_in",
        ["expiresAt"] = "expires_at",
        ["ownedBy"] = "owned_by",
        ["transactionId"] = "Idempotency-Key",
        ["isDisabled"] = "is_disabled",
    };

    public static string NoKey(string id) => $"API Key with id: {Ids.Shown(id)} was not found";

    public static string NoChannel(string id) => $"Sales channel with id: {Ids.Shown(id)} not found";

    public static string NoKeys(IReadOnlyList<ApiKeyError> errors) => errors switch
    {
        [{ SubjectId: var id }] => NoKey(id ?? ""),
        _ => $"API Keys with ids: {string.Join(", ", errors.Select(error => Ids.Shown(error.SubjectId)))} were not found",
    };

    /// <param name="errors">Why the module refused.</param>
    /// <param name="notFound">What to say where the thing itself is not there.</param>
    public static ApiProblem ToProblem(this IReadOnlyList<ApiKeyError> errors, string? notFound = null)
    {
        var error = errors[0];
        return error.Code switch
        {
            ApiKeyErrorCode.Invalid => ApiProblem.Invalid("Invalid request: " + string.Join("; ", errors.Take(MaxReported).Select(Name))),
            ApiKeyErrorCode.NotFound => new(StatusCodes.Status404NotFound, "not_found", "not_found", notFound ?? error.Message),
            ApiKeyErrorCode.Forbidden when error == OperatorGate.SignedOutError => ApiProblem.Unauthorized,
            ApiKeyErrorCode.Forbidden when error == OperatorGate.ProofRequiredError => ApiProblem.Forbidden(
                "The sign-in of this session is too long ago for this. Nothing was changed. Sign in again, or use an API key.") with
            { Code = "proof_required" },
            ApiKeyErrorCode.Forbidden => new(StatusCodes.Status403Forbidden, "forbidden", "forbidden", error.Message),
            ApiKeyErrorCode.Conflict when error.Field is not null => new(
                StatusCodes.Status409Conflict,
                "conflict",
                "idempotency_key_reused",
                "This Idempotency-Key was used before for a call with another input. Nothing was changed; choose a new one."),
            ApiKeyErrorCode.Conflict when error.SubjectId is not null => new(
                StatusCodes.Status412PreconditionFailed, "conflict", "precondition_failed", error.Message),
            ApiKeyErrorCode.Conflict => new(StatusCodes.Status409Conflict, "conflict", "conflict", error.Message),
            ApiKeyErrorCode.AlreadyRevoked => ApiProblem.Invalid($"There are {errors.Count} secret keys that are already revoked.") with { Code = "already_revoked" },
            _ => new(StatusCodes.Status400BadRequest, "not_allowed", "not_allowed", error.Message),
        };
    }

    private static string Name(ApiKeyError error) => error.Field is { } field
        ? $"Field '{NameOf(Place().Replace(field, ""))}': {error.Message}"
        : error.Message;

    // A member of a member is called as the JSON is written.
    private static string NameOf(string field) =>
        Fields.TryGetValue(field, out var name) ? name : field.Contains('.', StringComparison.Ordinal) ? string.Join(", ", field.Split('.').Select(ApiJson.Name)) : field;

    /// <summary>The errors of a call about several things, which are named by their places among the ids.</summary>
    public static IReadOnlyList<ApiKeyError> AmongIds(this IReadOnlyList<ApiKeyError> errors) =>
        [.. errors.Select(error => error with { Field = error.Field is { } field ? PlaceOfId().Replace(field, "ids, $1") : null })];

    /// <summary>Names the keys that a call about several was refused for. The contract's words count them, and a caller of many must know which.</summary>
    public static ApiProblem NamingSubjects(this ApiProblem problem, IReadOnlyList<ApiKeyError> errors)
    {
        var subjects = errors.Select(error => error.SubjectId).OfType<string>().Distinct().Where(id => !problem.Message.Contains(id, StringComparison.Ordinal)).ToList();
        return subjects.Count == 0 ? problem : problem with { Message = $"{problem.Message} Refused because of {string.Join(", ", subjects)}." };
    }

    // The place in a list of one.
    [GeneratedRegex(@"^\[0\]\.")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\[([0-9]+)\]\.id$")]
    private static partial Regex PlaceOfId();
}
