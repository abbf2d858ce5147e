namespace ApiKeys.Admin.Endpoints.Keys;

internal static class KeyTypes
{
    public static IReadOnlyDictionary<string, ApiKeyType> ByName { get; } = new Dictionary<string, ApiKeyType>(StringComparer.Ordinal)
    {
        ["publishable"] = ApiKeyType.Publishable,
        ["secret"] = ApiKeyType.Secret,
    };

    public static string Name(ApiKeyType type) => ByName.First(pair => pair.Value == type).Key;
}
