namespace ApiKeys.Admin.Http;

/// <summary>Names of the budgets for the posts of callers who are not signed in.</summary>
internal static class RateLimitPolicies
{
    /// <summary>For passwords.</summary>
    public const string SignIn = nameof(SignIn);

    /// <summary>For the set-up code.</summary>
    public const string Setup = nameof(Setup);

    /// <summary>For the links of invitations and new passwords.</summary>
    public const string OneTimeLinks = nameof(OneTimeLinks);

    /// <summary>For mails to people who have forgotten their password.</summary>
    public const string ForgottenPasswords = nameof(ForgottenPasswords);

    /// <summary>For reports of leaked keys.</summary>
    public const string LeakReports = nameof(LeakReports);
}
