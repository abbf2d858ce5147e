namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>A parameter of an address.</summary>
internal sealed record QueryDescription(string Name, string Text, Type Type)
{
    /// <summary>What a time can be compared with.</summary>
    public const string Times = "A time, several, or operators: `[$gt]=2026-01-01T00:00:00Z`. `null` is understood: `[$ne]=null`.";

    public static QueryDescription Fields { get; } = new(
        "fields", "A comma list of members. With `+x`, `-x`, `*rel` the usual ones are changed; bare names replace them.", typeof(string));

    /// <summary>The parameters of every list for admins.</summary>
    public static IReadOnlyList<QueryDescription> Paging { get; } =
    [
        new("limit", "How many; 20 when it is not there.", typeof(int)),
        new("offset", "How many to pass over.", typeof(int)),
        new("order", "One field; with `-` before it from the last to the first.", typeof(string)),
        Fields,
    ];
}
