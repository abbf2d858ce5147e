using ApiKeys.Admin.Text;
using ApiKeys.Policies;

namespace ApiKeys.Admin.Components.Policies;

/// <summary>Policies in words: on their page, in the audit log, and where they limit something.</summary>
internal static class PolicyMessages
{
    public static string Title(PolicyKind kind) => kind switch
    {
        PolicyKind.SecretKeyLifetime => "Lifetime of secret keys",
        PolicyKind.PublishableKeyLifetime => "Lifetime of publishable keys",
        PolicyKind.IdleRevocation => "Unused keys",
        PolicyKind.ScopeGrants => "Scopes that managers give",
        PolicyKind.CallerAddresses => "Addresses of callers",
        PolicyKind.UsageRetention => "Retention of use",
        _ => "Second factor",
    };

    /// <summary>What the policy is for.</summary>
    public static string About(PolicyKind kind) => kind switch
    {
        PolicyKind.SecretKeyLifetime or PolicyKind.PublishableKeyLifetime => "How long a new or prolonged key may work. Keys that exist keep their expiry until someone changes it.",
        PolicyKind.IdleRevocation => "A key that isn't used any more gets notice first. It is revoked only if it isn't used in the notice period.",
        PolicyKind.ScopeGrants => "What managers may give to a key that they create, edit or roll. Owners give any scope.",
        PolicyKind.CallerAddresses => "Who sees the addresses and user agents of callers. Other users see how many callers there are.",
        PolicyKind.UsageRetention => "How long counts of use and callers are kept.",
        _ => "Who must sign in with an authenticator app or a passkey besides the password. Who lacks one is led to it at each sign-in.",
    };

    public static string Text(StorePolicies policies, PolicyKind kind) => kind switch
    {
        PolicyKind.SecretKeyLifetime => Text(policies.SecretKeyLifetime),
        PolicyKind.PublishableKeyLifetime => Text(policies.PublishableKeyLifetime),
        PolicyKind.IdleRevocation => Text(policies.IdleRevocation),
        PolicyKind.ScopeGrants => Text(policies.ScopeGrants),
        PolicyKind.CallerAddresses => Text(policies.CallerAddresses),
        PolicyKind.UsageRetention => Text(policies.UsageRetention),
        _ => Text(policies.SecondFactor),
    };

    /// <summary>A value of the audit log in words; as it is written where it can't be read.</summary>
    public static string OfJson(string subjectId, string json)
    {
        try
        {
            return Enum.GetValues<PolicyKind>().FirstOrDefault(kind => PolicyRecord.IdOf(kind) == subjectId) switch
            {
                PolicyKind.SecretKeyLifetime or PolicyKind.PublishableKeyLifetime => Text(PolicyJson.Read<KeyLifetimePolicy>(json)),
                PolicyKind.IdleRevocation => Text(PolicyJson.Read<IdleRevocationPolicy>(json)),
                PolicyKind.ScopeGrants => Text(PolicyJson.Read<ScopeGrantPolicy>(json)),
                PolicyKind.CallerAddresses => Text(PolicyJson.Read<CallerAddressPolicy>(json)),
                PolicyKind.UsageRetention => Text(PolicyJson.Read<UsageRetentionPolicy>(json)),
                PolicyKind.SecondFactor => Text(PolicyJson.Read<SecondFactorPolicy>(json)),
                _ => json,
            };
        }
        catch (System.Text.Json.JsonException)
        {
            return json;
        }
    }

    public static string Days(int days) => Counted.Of(days, "day");

    private static string Text(KeyLifetimePolicy policy) => policy switch
    {
        { MaxDays: { } max, DefaultDays: { } days } => $"At most {Days(max)}; {Days(days)} unless another expiry is chosen.",
        { MaxDays: { } max } => $"At most {Days(max)}.",
        { DefaultDays: { } days } => $"No limit; {Days(days)} unless another expiry is chosen.",
        _ => "No limit.",
    };

    private static string Text(IdleRevocationPolicy policy) => policy.AfterDays is { } after
        ? $"Revoked when they were not used for {Days(after)}, with a notice {Days(policy.NoticeDays)} before."
        : "Never revoked.";

    private static string Text(ScopeGrantPolicy policy) => policy.Scopes switch
    {
        null => "Any scope.",
        [] => "None.",
        var scopes => string.Join(", ", scopes) + ".",
    };

    private static string Text(CallerAddressPolicy policy) => policy.VisibleTo switch
    {
        UserGroup.Owners => "Seen by owners.",
        UserGroup.Managers => "Seen by owners and managers.",
        _ => "Seen by all users.",
    };

    private static string Text(SecondFactorPolicy policy) => policy.RequiredOf is not { } group ? "As the server is configured."
        : $"Required of {(group switch { UserGroup.Owners => "owners", UserGroup.Managers => "owners and managers", _ => "all users" })}, "
            + (policy.GraceDays == 0 ? "at once." : $"{Days(policy.GraceDays)} after the first sign-in without one.");

    private static string Text(UsageRetentionPolicy policy) => policy.Days is { } days ? $"{Days(days)}." : "As the server is configured.";
}
