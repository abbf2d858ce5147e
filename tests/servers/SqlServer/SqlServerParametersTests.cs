using ApiKeys.Queries;
using ApiKeys.SqlServer;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>A command of SQL Server takes 2,100 parameters, two of which the driver needs.</summary>
public sealed class SqlServerParametersTests
{
    private const int Most = 2098;

    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> SizesOfLists => [1, 6, 11, 151, 1000];

    // EF Core fills each list up to a round number: many lists of 11 take the most.
    [Theory]
    [MemberData(nameof(SizesOfLists))]
    public async Task Largest_query_that_is_taken_fits_into_one_command(int size)
    {
        // A filter has seven lists; a query has 100 filters.
        var lists = Math.Min(QueryLimits.MaxValues / size, (QueryLimits.MaxFilters - 1) * 5);
        var filters = Enumerable.Range(0, lists).Select(number => Texts(number, size)).Chunk(5).Select(lists => new ApiKeyFilter
        {
            Ids = lists[0],
            Titles = lists.ElementAtOrDefault(1),
            CreatedBy = lists.ElementAtOrDefault(2),
            ReplacesIds = lists.ElementAtOrDefault(3),
            SalesChannelIds = lists.ElementAtOrDefault(4),
        }).ToList();

        var counts = await CountAsync<IApiKeyModuleService>(keys => keys.ListAndCountAsync(new() { AnyOf = filters, Offset = 1, Limit = 2 }));

        Assert.InRange(counts.Max(), lists * size, Most);
    }

    [Fact]
    public async Task Times_and_words_to_search_for_count_as_values()
    {
        var range = new TimeRange(At, At.AddDays(1)) { After = At, Until = At };
        var words = string.Join(' ', Enumerable.Range(0, 20));
        List<ApiKeyFilter> filters =
        [
            .. Enumerable.Repeat(new ApiKeyFilter { CreatedAt = range, UpdatedAt = range, RevokedAt = range, ExpiresAt = range, DeletedAt = range, Search = words }, 99),
        ];

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => CountAsync<IApiKeyModuleService>(keys => keys.ListAsync(new() { AnyOf = filters })));
        Assert.InRange((await CountAsync<IApiKeyModuleService>(keys => keys.ListAsync(new() { AnyOf = filters[..25] }))).Max(), 1, Most);
    }

    [Fact]
    public async Task Values_of_all_filters_together_are_bounded()
    {
        var half = Texts(0, QueryLimits.MaxValues / 2);
        List<Func<IServiceProvider, Task>> tooMuch =
        [
            services => services.GetRequiredService<IApiKeyModuleService>().ListAsync(new() { Ids = half, Titles = half, CreatedBy = ["user_1"] }),
            services => services.GetRequiredService<IApiKeyModuleService>().ListAsync(new() { Ids = half, AnyOf = [new() { Ids = half }, new() { Ids = ["apk_1"] }] }),
            services => services.GetRequiredService<ISalesChannelModuleService>().ListAsync(new() { Ids = half, Names = half, Descriptions = ["d"] }),
            services => services.GetRequiredService<IApiKeyModuleService>().ListEventsAsync(
                new() { Actors = half, Actions = [.. Enumerable.Repeat(ApiKeyAction.Created, half.Count + 1)] }),
            services => services.GetRequiredService<IWorkflowExecutions>().ListAsync(new() { Ids = half, Workflows = [.. half, "create-api-keys"] }),
        ];

        foreach (var query in tooMuch)
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => CountAsync(query));
        }
    }

    [Fact]
    public async Task Most_keys_of_one_usage_query_fit_into_one_command() =>
        Assert.InRange((await CountAsync<IApiKeyUsage>(usage => usage.ReadAsync(Texts(0, QueryLimits.MaxValues)))).Max(), QueryLimits.MaxValues, Most);

    private static List<string> Texts(int list, int size) => [.. Enumerable.Range(0, size).Select(number => $"apk_{list}_{number}")];

    private static Task<IReadOnlyList<int>> CountAsync<T>(Func<T, Task> act)
        where T : notnull => CountAsync(services => act(services.GetRequiredService<T>()));

    private static async Task<IReadOnlyList<int>> CountAsync(Func<IServiceProvider, Task> act)
    {
        var time = new FakeTimeProvider(At);
        var server = new RecordedSqlServer(time);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        services.AddApiKeys().UseSqlServer("Server=none");
        services.ConfigureDbContext<SqlServerApiKeysDbContext>(options => options.AddInterceptors(server));
        await using var provider = services.BuildServiceProvider();
        var failure = await Record.ExceptionAsync(() => act(provider));
        if (failure is ArgumentException)
        {
            throw failure;
        }

        return [.. server.Procedures.Select(procedure => procedure[..procedure.IndexOf(" AS\n", StringComparison.Ordinal)].Count(letter => letter == '@'))];
    }
}
