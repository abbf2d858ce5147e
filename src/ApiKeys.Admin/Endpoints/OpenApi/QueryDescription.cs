namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>A query parameter.</summary>
internal sealed record QueryDescription(string Name, string Text, Type Type)
{
    /// <summary>What a time can be compared with.</summary>
    public const string Times = "One time, several times, or an operator: `[$gt]=2026-01-01T00:00:00Z`. `null` is allowed: `[$ne]=null`.";

    public static QueryDescription Fields { get; } = new(
        "fields", "The members of each record, separated by commas. `+x` adds a member to the default ones, `-x` removes one, `*rel` adds related records. Plain names replace the default.", typeof(string));

    /// <summary>The parameters of every list for admins.</summary>
    public static IReadOnlyList<QueryDescription> Paging { get; } =
    [
        new("limit", "The maximum number of records. The default is 20.", typeof(int)),
        new("offset", "The number of records to skip.", typeof(int)),
        new("order", "The field to sort by. `-` before it sorts in descending order.", typeof(string)),
        Fields,
    ];
}
