namespace ApiKeys.Bench.Scenarios;

/// <summary>A page of 20 and the count of all that match, at 100,000 keys, as the dashboard asks for it.</summary>
internal static class ListsScenario
{
    public const int Keys = 100_000;

    private const int WarmUps = 5;
    private const int Runs = 40;

    public static IReadOnlyList<(string Name, ListApiKeysQuery Query)> Queries { get; } =
    [
        ("no filter", new()),
        ("type: secret", Secret),
        ("type: publishable", new() { Type = ApiKeyType.Publishable }),
        .. Enum.GetValues<ApiKeyStatus>().Select(status => ($"secret, status: {status}", Secret with { Statuses = [status] })),
        ("secret, statuses: Active, Revoking", Secret with { Statuses = [ApiKeyStatus.Active, ApiKeyStatus.Revoking] }),
        ("secret, search: common (10 %)", Secret with { Search = "warehouse" }),
        ("secret, search: rare (5)", Secret with { Search = "zanzibar" }),
        ("secret, search: no hit", Secret with { Search = "nowhere" }),
        ("secret, search: two words", Secret with { Search = "stock kiosk" }),
        ("secret, search and status", Secret with { Search = "warehouse", Statuses = [ApiKeyStatus.Active] }),
        ("secret, made by", Secret with { CreatedBy = ["user_3"] }),
        .. Enum.GetValues<ApiKeySort>().SelectMany(sort => new[] { true, false }.Select(down =>
            ($"secret, sort: {sort} {(down ? "descending" : "ascending")}", Secret with { Sort = sort, Descending = down }))),
        ("secret, last page", Secret with { Offset = 85_000 }),
        ("secret, sort: Title, deep page", Secret with { Sort = ApiKeySort.Title, Descending = false, Offset = 50_000 }),
        ("secret, search common, deep page", Secret with { Search = "warehouse", Offset = 8_000 }),
        ("secret, Active, sort: Title", Secret with { Statuses = [ApiKeyStatus.Active], Sort = ApiKeySort.Title, Descending = false }),
        ("secret, Active, sort: LastUsedAt", Secret with { Statuses = [ApiKeyStatus.Active], Sort = ApiKeySort.LastUsedAt }),
        ("all types, sort: LastUsedAt", new() { Sort = ApiKeySort.LastUsedAt }),
    ];

    private static ListApiKeysQuery Secret => new() { Type = ApiKeyType.Secret };

    public static async Task RunAsync(Report report)
    {
        report.Times();
        await using var module = await BenchModule.CreateAsync();
        await ManyKeys.AddAsync(module, Keys);
        foreach (var (name, query) in Queries)
        {
            var count = (await module.Keys.ListAndCountAsync(query)).Count;
            var measurements = await Measurement.TakeAsync(
                WarmUps, Runs, ($"{name} ({count:N0} match)", _ => module.Keys.ListAndCountAsync(query)));
            report.Row(measurements[0]);
        }

        report.Line($"\nDatabase: {new FileInfo(module.Path).Length / 1024 / 1024} MB.");
    }
}
