using ApiKeys.Operations;

namespace ApiKeys.Keys;

/// <summary>The messages of refusals about keys, in one place.</summary>
internal static class ApiKeyErrors
{
    public const string Noun = "key";

    public static ApiKeyError NotFound(string id) => OperationErrors.NotFound(Noun, id);

    public static ApiKeyError Changed(string id) => OperationErrors.Changed(id, Noun);

    public static ApiKeyError AlreadyRevoked(ApiKey key) =>
        new(ApiKeyErrorCode.AlreadyRevoked, $"The key “{key.Title}” is revoked already.", SubjectId: key.Id);

    public static ApiKeyError NotPending(ApiKey key, ApiKeyStatus status) =>
        new(ApiKeyErrorCode.NotAllowed, $"Only a Pending key can be confirmed; “{key.Title}” is {status}.", SubjectId: key.Id);

    public static ApiKeyError TooLate(ApiKey key, TimeSpan within) =>
        new(
            ApiKeyErrorCode.ConfirmationTooLate,
            $"The key “{key.Title}” was not confirmed within {within.TotalMinutes:0.#} minutes and is being discarded. Create a new one.",
            SubjectId: key.Id);

    public static ApiKeyError NotRollable(ApiKey key, ApiKeyStatus status) =>
        new(ApiKeyErrorCode.NotAllowed, $"Only a working key can be rolled; “{key.Title}” is {status}. Create a new key instead.", SubjectId: key.Id);

    public static ApiKeyError ExpiryFixed(ApiKey key, ApiKeyStatus status, string field) =>
        new(
            ApiKeyErrorCode.NotAllowed,
            $"The key “{key.Title}” is {status}, and a new expiry doesn't make an ended key active again. Create a new key instead.",
            field,
            key.Id);

    public static ApiKeyError EndsLater(ApiKey key) =>
        new(
            ApiKeyErrorCode.Forbidden,
            $"The key “{key.Title}” would work longer than it does now, and the key that calls may not prolong it. Nothing was changed. "
            + "A key prolongs only keys that it made, up to its own end, unless it has the scope keys:admin.",
            SubjectId: key.Id);

    public static ApiKeyError ReplacementWaits(ApiKey key) =>
        new(
            ApiKeyErrorCode.NotAllowed,
            $"A replacement for “{key.Title}” waits to be confirmed already. Confirm or discard that one first.",
            SubjectId: key.Id);

    public static ApiKeyError NotRolled(ApiKey key) =>
        new(ApiKeyErrorCode.NotAllowed, $"The key “{key.Title}” doesn't replace another key. There is no roll to abort.", SubjectId: key.Id);

    public static ApiKeyError NotAbortable(ApiKey key, ApiKeyStatus status) =>
        new(ApiKeyErrorCode.NotAllowed, $"Only a roll whose new key works can be aborted; “{key.Title}” is {status}.", SubjectId: key.Id);

    public static ApiKeyError OldKeyDeleted(ApiKey key) =>
        new(ApiKeyErrorCode.NotAllowed, $"The key that “{key.Title}” replaced is deleted. The roll can't be aborted. Nothing was changed.", SubjectId: key.Id);

    public static ApiKeyError OldKeyEnded(ApiKey old, ApiKeyStatus status) =>
        new(
            ApiKeyErrorCode.NotAllowed,
            $"The old key “{old.Title}” is {status} already, and an ended key can't work again. The roll can't be aborted. Nothing was changed.",
            SubjectId: old.Id);

    public static ApiKeyError ScheduledBeforeRoll(ApiKey old) =>
        new(
            ApiKeyErrorCode.NotAllowed,
            $"The revocation of “{old.Title}” was scheduled before the roll. The roll can't be aborted. Cancel the revocation first, then revoke the new key. Nothing was changed.",
            SubjectId: old.Id);

    public static ApiKeyError RolledAgain(ApiKey key) =>
        new(ApiKeyErrorCode.NotAllowed, $"The key “{key.Title}” was rolled again since. Only the latest roll can be aborted. Nothing was changed.", SubjectId: key.Id);

    public static ApiKeyError NotRevoking(ApiKey key, ApiKeyStatus status) =>
        new(ApiKeyErrorCode.NotAllowed, $"No revocation of “{key.Title}” is scheduled; the key is {status}.", SubjectId: key.Id);

    public static ApiKeyError EndsNow(ApiKey key, string? field = null) =>
        new(
            ApiKeyErrorCode.NotAllowed,
            $"The key “{key.Title}” ends within {ApiKeyStatusRules.LastChangeBeforeEnd.TotalSeconds:0} seconds. It is too late to put that off. Nothing was changed.",
            field,
            key.Id);

    public static ApiKeyError NotDeletable(ApiKey key, ApiKeyStatus status) =>
        new(
            ApiKeyErrorCode.NotAllowed,
            $"Only Revoked, Expired and Pending keys can be deleted; “{key.Title}” is {status}. Revoke it first.",
            SubjectId: key.Id);

    public static ApiKeyError NotLinkable(ApiKey key, string? field = null) =>
        new(
            ApiKeyErrorCode.Invalid,
            $"Sales channels can only be linked to publishable keys; “{key.Title}” is a secret key.",
            field,
            key.Id);
}
