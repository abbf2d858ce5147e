using ApiKeys.Operations;
using ApiKeys.Tokens;

namespace ApiKeys.Policies;

/// <summary>Checks requests before anything runs.</summary>
internal static class PolicyChecks
{
    public const int MaxDays = 3650;
    public const int MinIdleDays = 7;
    public const int MaxNoticeDays = 90;
    public const int MaxScopes = 100;
    public const int MaxGraceDays = 90;

    public static IReadOnlyList<ApiKeyError> Check(UpdatePolicyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<ApiKeyError> errors = [];
        if (request.Given.Count() != 1)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "Give exactly one policy."));
        }

        errors.CheckLifetime(request.SecretKeyLifetime, "secretKeyLifetime.");
        errors.CheckLifetime(request.PublishableKeyLifetime, "publishableKeyLifetime.");
        errors.CheckIdle(request.IdleRevocation, "idleRevocation.");
        errors.CheckScopes(request.ScopeGrants?.Scopes, "scopeGrants.scopes");
        errors.CheckDays(request.UsageRetention?.Days, 1, MaxDays, "usageRetention.days");
        errors.CheckDays(request.SecondFactor?.GraceDays, 0, MaxGraceDays, "secondFactor.graceDays");
        if (request.SecondFactor?.RequiredOf is { } group && !Enum.IsDefined(group))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "Choose who needs a second factor: everyone, managers or owners.", "secondFactor.requiredOf"));
        }

        if (request.CallerAddresses is { } addresses && !Enum.IsDefined(addresses.VisibleTo))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "Choose who sees addresses: everyone, managers or owners.", "callerAddresses.visibleTo"));
        }

        return errors;
    }

    private static void CheckLifetime(this List<ApiKeyError> errors, KeyLifetimePolicy? policy, string at)
    {
        errors.CheckDays(policy?.MaxDays, 1, MaxDays, at + "maxDays");
        errors.CheckDays(policy?.DefaultDays, 1, MaxDays, at + "defaultDays");
        if (policy is { MaxDays: { } max, DefaultDays: { } days } && days > max)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"The default is at most the maximum of {max} days.", at + "defaultDays"));
        }
    }

    private static void CheckIdle(this List<ApiKeyError> errors, IdleRevocationPolicy? policy, string at)
    {
        errors.CheckDays(policy?.AfterDays, MinIdleDays, MaxDays, at + "afterDays");
        errors.CheckDays(policy?.NoticeDays, 1, MaxNoticeDays, at + "noticeDays");
        if (policy is { AfterDays: { } after } && policy.NoticeDays >= after)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"The notice is given less than {after} days before the revocation.", at + "noticeDays"));
        }
    }

    private static void CheckDays(this List<ApiKeyError> errors, int? days, int least, int most, string field)
    {
        if (days < least || days > most)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Give {least} to {most:N0} days.", field));
        }
    }

    private static void CheckScopes(this List<ApiKeyError> errors, IReadOnlyList<string>? scopes, string field)
    {
        if (scopes?.Count > MaxScopes)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Give at most {MaxScopes} scopes; these are {scopes.Count}.", field));
        }
        else if (scopes?.Select(scope => scope ?? string.Empty).FirstOrDefault(scope => !ScopeName.IsValid(scope)) is { } bad && !errors.RefuseSecret(bad, field))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A scope is written resource:action, or * for all, in at most {ScopeName.MaxLength} characters.", field));
        }
    }
}
