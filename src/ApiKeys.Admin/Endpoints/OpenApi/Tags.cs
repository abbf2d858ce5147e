namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>What the document's operations are grouped by.</summary>
internal static class Tags
{
    public const string SigningIn = "Signing in";
    public const string Keys = "API keys";
    public const string SalesChannels = "Sales channels";
    public const string Store = "Store";
    public const string Tokens = "Tokens";

    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [SigningIn] = "Who calls: people, by token or session. Programs send a secret key.",
        [Keys] = "Create, find, change, revoke, roll and delete keys.",
        [SalesChannels] = "Where a store sells; publishable keys are linked to them.",
        [Store] = "For storefronts, by publishable key.",
        [Tokens] = "For whoever has a token at hand.",
    };
}
