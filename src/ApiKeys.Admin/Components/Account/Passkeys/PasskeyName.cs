using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Account.Passkeys;

internal static class PasskeyName
{
    public static string? Problem(string name) =>
        name.Length == 0 ? "Enter a name for the passkey, such as “Laptop”."
        : name.Length > UserPasskey.NameMaxLength ? $"Use at most {UserPasskey.NameMaxLength} characters for the name."
        : name.Any(char.IsControl) || !WellFormedText.IsWellFormed(name) ? "Leave out control characters in the name."
        : TokenSearch.Find(name).Count > 0 ? "Leave out the token in the name."
        : null;
}
