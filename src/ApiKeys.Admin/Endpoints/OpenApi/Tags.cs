namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The groups of operations in the document.</summary>
internal static class Tags
{
    public const string SigningIn = "Signing in";
    public const string Keys = "API keys";
    public const string SalesChannels = "Sales channels";
    public const string Store = "Store";
    public const string Tokens = "Tokens";
    public const string Policies = "Policies";
    public const string Audit = "Audit log";

    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SigningIn] = "Users sign in and get a token or a session. Programs send a secret key instead.",
        [Keys] = "Create, find, change, revoke, roll and delete keys.",
        [SalesChannels] = "The places where a store sells. Publishable keys are linked to them.",
        [Store] = "For storefronts, with a publishable key.",
        [Policies] = "The rules that owners set for all keys of the store.",
        [Audit] = "Who changed what, and when.",
        [Tokens] = "Verify a token, or revoke a leaked one.",
    };
}
