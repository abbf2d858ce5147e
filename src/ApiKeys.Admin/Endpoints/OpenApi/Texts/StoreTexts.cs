namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class StoreTexts
{
    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal);
}
