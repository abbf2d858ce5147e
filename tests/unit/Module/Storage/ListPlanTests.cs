using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Storage;

/// <summary>
/// At 100,000 keys a list is fast because it is counted and sorted in an index and reads no rows but those of its page. A time would tell of the
/// machine; the plan tells of the query.
/// </summary>
public sealed class ListPlanTests
{
    public static TheoryData<string, ListApiKeysQuery> Queries => new()
    {
        { "no filter", new() },
        { "type", new() { Type = ApiKeyType.Secret } },
        { "status", new() { Type = ApiKeyType.Secret, Statuses = [ApiKeyStatus.Active] } },
        { "search", new() { Type = ApiKeyType.Secret, Search = "two words" } },
        { "search and status", new() { Search = "word", Statuses = [ApiKeyStatus.Revoked, ApiKeyStatus.Expired] } },
        { "made by", new() { CreatedBy = ["user_1", "user_2"] } },
        { "made when", new() { CreatedAt = new(TestModule.Start, TestModule.Start.AddDays(1)) } },
        { "not made when", new() { CreatedAt = new() { After = TestModule.Start, NotIn = [TestModule.Start.AddDays(1)] }, RevokedAt = new() { In = [null] } } },
        { "one of several", new() { AnyOf = [new() { Search = "word" }, new() { Type = ApiKeyType.Secret, RevokedAt = new() { NotIn = [null] } }] } },
        { "title ascending", new() { Type = ApiKeyType.Secret, Sort = ApiKeySort.Title, Descending = false } },
        { "title descending", new() { Type = ApiKeyType.Secret, Sort = ApiKeySort.Title } },
        { "last used ascending", new() { Type = ApiKeyType.Secret, Sort = ApiKeySort.LastUsedAt, Descending = false } },
        { "last used descending", new() { Sort = ApiKeySort.LastUsedAt } },
        { "last changed", new() { Type = ApiKeyType.Secret, Sort = ApiKeySort.UpdatedAt } },
        { "search by title", new() { Search = "word", Sort = ApiKeySort.Title } },
        { "deep page", new() { Type = ApiKeyType.Secret, Offset = 80_000 } },
    };

    [Theory]
    [MemberData(nameof(Queries), DisableDiscoveryEnumeration = true)]
    public async Task List_is_counted_and_sorted_in_an_index(string name, ListApiKeysQuery query)
    {
        var explainer = new QueryExplainer();
        await using var module = new TestModule(interceptor: explainer);
        await module.CreateAsync();

        explainer.Plans.Clear();
        await module.Keys.ListAsync(query, TestModule.Cancellation);
        await module.ListAsync(query with { Limit = 0 });

        // A count that is kept is first held against the last event.
        var plans = explainer.Plans.Where(plan => !plan.Exists(line => line.EndsWith("USING INDEX IX_apikeys_events_position", StringComparison.Ordinal))).ToList();
        Assert.Equal(2, plans.Count);
        Assert.All(plans, plan =>
        {
            Assert.True(plan.Exists(line => line.Contains("USING COVERING INDEX IX_apikeys_keys_", StringComparison.Ordinal)), name + ": " + string.Join("; ", plan));

            // Rows themselves are sought by the ids of the page alone.
            Assert.DoesNotContain(plan, line => line.StartsWith("SCAN", StringComparison.Ordinal)
                || (line.StartsWith("SEARCH", StringComparison.Ordinal) && !line.Contains("COVERING", StringComparison.Ordinal) && !line.Contains("(id=?)", StringComparison.Ordinal)));
        });
    }
}
