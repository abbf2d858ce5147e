using ApiKeys.Operations;
using ApiKeys.Tokens;
using ApiKeys.Workflows;

namespace ApiKeys.Keys;

/// <summary>What the fields of a request about keys may hold. Each rule adds its finding to a list, so that a caller learns of all at once.</summary>
internal static class KeyRules
{
    public const int MaxScopes = 50;

    /// <summary>Checks lists of requests about keys.</summary>
    public static BulkValidation Bulk { get; } = new("key");

    public static void CheckTitle(this List<ApiKeyError> errors, string? title, string field) =>
        errors.CheckTitle("title", "Give the key a title.", title, field);

    public static void CheckScopes(this List<ApiKeyError> errors, IReadOnlyList<string>? scopes, string field)
    {
        if (scopes is null)
        {
            return;
        }

        if (scopes.Count > MaxScopes)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A key has at most {MaxScopes} scopes; these are {scopes.Count}.", field));
        }
        else if (scopes.Select(scope => scope ?? string.Empty).FirstOrDefault(scope => !ScopeName.IsValid(scope)) is { } bad
            && !errors.RefuseSecret(bad, field))
        {
            errors.Add(new(
                ApiKeyErrorCode.Invalid,
                $"A scope is written resource:action, or * for all, in at most {ScopeName.MaxLength} characters; '{Shorten(bad)}' is not.",
                field));
        }
    }

    public static void CheckExpiry(this List<ApiKeyError> errors, DateTimeOffset? expiresAt, DateTimeOffset now, string field)
    {
        if (expiresAt?.AsStored() <= now)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "The expiry lies in the past. Choose a later time.", field));
        }
    }

    public static void CheckOwner(this List<ApiKeyError> errors, string? ownedBy, string field)
    {
        if (ownedBy is not null && !errors.RefuseSecret(ownedBy, field) && (ownedBy.Length is 0 or > Actor.MaxLength || !WellFormedText.CanIdentify(ownedBy)))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"An owner is given by an ID of 1 to {Actor.MaxLength} characters.", field));
        }
    }

    public static void CheckDelay(this List<ApiKeyError> errors, TimeSpan delay, string field)
    {
        if (delay > RevokeApiKeyRequest.MaxDelay)
        {
            errors.Add(new(
                ApiKeyErrorCode.Invalid, $"A key's end is at most {RevokeApiKeyRequest.MaxDelay.Days} days away, not {Math.Ceiling(delay.TotalDays):0}.", field));
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
