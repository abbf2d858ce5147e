namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>What the values of an enum are called in bodies and addresses.</summary>
internal static class EnumNames
{
    public static IReadOnlyDictionary<string, T> Of<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => Name(value), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, object> Of(Type type) => Enum.GetValues(type).Cast<object>().ToDictionary(Name, StringComparer.Ordinal);

    private static string Name(object value) => ApiJson.Name(value.ToString()!);
}
