namespace ApiKeys.Admin.Components.Shared.Filters;

/// <summary>Periods as the address, the page and a query have them.</summary>
internal static class Periods
{
    public static IReadOnlyList<FilterOption<string>> Options { get; } =
        [.. Enum.GetValues<Period>().Skip(1).Select(period => new FilterOption<string>(period.ToString(), period.Text()))];

    public static string Text(this Period period) => period switch
    {
        Period.Hour => "Last hour",
        Period.Day => "Last 24 hours",
        Period.Week => "Last 7 days",
        Period.Month => "Last 30 days",
        _ => "Any time",
    };

    /// <summary>The choice that stands for a period; null for any time.</summary>
    public static string? Choice(this Period period) => period == Period.Ever ? null : period.ToString();

    public static Period Chosen(string? choice) => choice is null ? Period.Ever : Enum.Parse<Period>(choice);

    /// <summary>Where a period begins that ends now; null for any time.</summary>
    public static DateTimeOffset? Start(this Period period, DateTimeOffset now) => now - (period switch
    {
        Period.Hour => TimeSpan.FromHours(1),
        Period.Day => TimeSpan.FromDays(1),
        Period.Week => TimeSpan.FromDays(7),
        Period.Month => TimeSpan.FromDays(30),
        _ => (TimeSpan?)null,
    });
}
