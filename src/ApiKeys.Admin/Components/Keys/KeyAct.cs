namespace ApiKeys.Admin.Components.Keys;

/// <summary>What can be done with one key.</summary>
public enum KeyAct
{
    Edit,
    Roll,
    Revoke,
    ChangeRevocation,
    CancelRevocation,
    ConfirmSaved,
    Discard,
    Delete,
    ViewJson,
}

public static class KeyActs
{
    /// <summary>What a key's status allows, the likeliest first and the destructive last.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isReplaced">Whether a roll has replaced it.</param>
    public static IReadOnlyList<KeyAct> For(ApiKeyStatus status, bool isReplaced) =>
    [
        .. ((IEnumerable<KeyAct>)(status switch
        {
            ApiKeyStatus.Pending => [KeyAct.ConfirmSaved, KeyAct.Edit, KeyAct.Discard],
            ApiKeyStatus.Active => [KeyAct.Edit, KeyAct.Roll, KeyAct.Revoke],
            ApiKeyStatus.Revoking => [KeyAct.Edit, KeyAct.Roll, KeyAct.CancelRevocation, KeyAct.ChangeRevocation],
            _ => [KeyAct.Edit, KeyAct.Delete],
        })).Where(act => act != KeyAct.Roll || !isReplaced),
    ];

    /// <summary>
    /// Whether a roll has replaced a key: its replacement waits to be confirmed, or works while the key's own end is set. One whose end was called off
    /// can be rolled again.
    /// </summary>
    public static bool IsReplaced(ApiKeyDetails key, IEnumerable<ApiKeyDetails> replacements, DateTimeOffset now) => replacements.Any(replacement =>
        replacement.ReplacesId == key.Id && replacement.Status switch
        {
            ApiKeyStatus.Pending => replacement.ConfirmBefore > now,
            ApiKeyStatus.Active or ApiKeyStatus.Revoking => key.Status is ApiKeyStatus.Revoking,
            _ => false,
        });

    /// <summary>The acts that a key's page offers outside its menu, the primary one last; none for a key that is done with, or whose roll has acts of its own.</summary>
    public static IReadOnlyList<KeyAct> VisibleFor(ApiKeyStatus status, bool isReplaced) => (status, isReplaced) switch
    {
        (ApiKeyStatus.Pending, _) => [KeyAct.ConfirmSaved],
        (ApiKeyStatus.Active, true) => [KeyAct.Revoke],
        (ApiKeyStatus.Active, false) => [KeyAct.Revoke, KeyAct.Roll],
        (ApiKeyStatus.Revoking, false) => [KeyAct.Roll, KeyAct.ChangeRevocation],
        _ => [],
    };

    public static bool CanRoll(ApiKeyStatus status, bool isReplaced) => For(status, isReplaced).Contains(KeyAct.Roll);

    public static bool CanRevoke(ApiKeyStatus status) => status is ApiKeyStatus.Active or ApiKeyStatus.Revoking;

    public static bool CanDelete(ApiKeyStatus status) => status is ApiKeyStatus.Revoked or ApiKeyStatus.Expired or ApiKeyStatus.Pending;

    public static bool IsDestructive(this KeyAct act) => act is KeyAct.Revoke or KeyAct.Discard or KeyAct.Delete;

    public static string Text(this KeyAct act) => act switch
    {
        KeyAct.Edit => "Edit",
        KeyAct.Roll => "Roll key",
        KeyAct.Revoke => "Revoke key",
        KeyAct.ChangeRevocation => "Change revocation",
        KeyAct.CancelRevocation => "Cancel revocation",
        KeyAct.ConfirmSaved => "Confirm it is saved",
        KeyAct.Discard => "Discard key",
        KeyAct.ViewJson => "View as JSON",
        _ => "Delete key",
    };
}
