using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Usage;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class ListApiKeysTests
{
    [Fact]
    public async Task Each_filter_lets_through_what_matches_it_alone()
    {
        await using var module = new TestModule();
        var first = (await module.CreateAsync("First")).Key;
        module.Time.Advance(TimeSpan.FromHours(1));
        var second = (await module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = "Second" }, TestModule.Sam, null, TestModule.Cancellation)).Value!.Key;
        module.Time.Advance(TimeSpan.FromHours(1));
        await module.RevokeAsync(first.Id, TimeSpan.FromHours(10));
        var (afterFirst, afterSecond) = (TestModule.Start.AddMinutes(30), TestModule.Start.AddMinutes(90));

        await OnlyAsync(first, new() { Ids = [first.Id, "apk_none"] });
        await OnlyAsync(second, new() { Type = ApiKeyType.Publishable });
        await OnlyAsync(first, new() { Statuses = [ApiKeyStatus.Revoking, ApiKeyStatus.Revoked] });
        await OnlyAsync(second, new() { Statuses = [ApiKeyStatus.Active] });
        await OnlyAsync(first, new() { Titles = ["First", "Third"] });
        await OnlyAsync(second, new() { CreatedBy = [TestModule.Sam.Id] });
        await OnlyAsync(first, new() { CreatedAt = new(Before: afterFirst) });
        await OnlyAsync(second, new() { CreatedAt = new(From: afterFirst, Before: afterSecond) });
        await OnlyAsync(first, new() { UpdatedAt = new(From: afterSecond) });
        await OnlyAsync(second, new() { UpdatedAt = new(Before: afterSecond) });
        await OnlyAsync(first, new() { RevokedAt = new(From: TestModule.Start.AddHours(12), Before: TestModule.Start.AddHours(13)) });
        await OnlyAsync(second, new() { Search = "secon" });

        async Task OnlyAsync(ApiKeyDetails expected, ListApiKeysQuery query)
        {
            var page = await module.ListAsync(query);
            Assert.Equal((1, expected.Id), (page.Count, Assert.Single(page.Items).Id));
            Assert.Equal(expected.Id, Assert.Single(await module.Keys.ListAsync(query, TestModule.Cancellation)).Id);
        }
    }

    [Fact]
    public async Task Scopes_and_last_use_are_filters()
    {
        await using var module = new TestModule();
        foreach (var (title, scopes) in new[] { ("all", new[] { "*" }), ("orders", ["orders:read", "products:read"]), ("none", []) })
        {
            await module.Keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, Scopes = scopes }, TestModule.Dana, null, TestModule.Cancellation);
            module.Time.Advance(TimeSpan.FromHours(1));
        }

        module.Note((await module.ListAsync(new() { Titles = ["orders"] })).Items[0].Id);
        await module.FlushAsync();
        var used = module.Time.GetUtcNow();

        Assert.Equal("orders", await TitlesAsync(new() { Scopes = ["products:read"] }));
        Assert.Equal("orders all", await TitlesAsync(new() { Scopes = ["orders:read", "*", "orders:read"] }));
        Assert.Equal("", await TitlesAsync(new() { Scopes = ["orders"] }));
        Assert.Equal("", await TitlesAsync(new() { Scopes = [] }));
        Assert.Equal("orders", await TitlesAsync(new() { LastUsedAt = new(From: used) }));
        Assert.Equal("none all", await TitlesAsync(new() { LastUsedAt = new() { In = [null] } }));
        Assert.Equal("", await TitlesAsync(new() { LastUsedAt = new() { Until = used.AddHours(-1) } }));

        async Task<string> TitlesAsync(ListApiKeysQuery query) => string.Join(' ', (await module.ListAsync(query)).Items.Select(key => key.Title));
    }

    [Fact]
    public async Task Span_of_time_includes_its_beginning_and_not_its_end()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        Assert.Equal(1, (await module.ListAsync(new() { CreatedAt = new(From: TestModule.Start) })).Count);
        Assert.Equal(0, (await module.ListAsync(new() { CreatedAt = new(Before: TestModule.Start) })).Count);
    }

    [Fact]
    public async Task Filters_are_all_to_match_and_an_empty_one_matches_nothing()
    {
        await using var module = new TestModule();
        await module.CreateAsync("First");

        Assert.Equal(1, (await module.ListAsync(new() { Titles = ["First"], Type = ApiKeyType.Secret, Statuses = [ApiKeyStatus.Active] })).Count);
        Assert.Equal(0, (await module.ListAsync(new() { Titles = ["First"], Type = ApiKeyType.Publishable })).Count);
        Assert.Equal(0, (await module.ListAsync(new() { Ids = [] })).Count);
        Assert.Equal(0, (await module.ListAsync(new() { Statuses = [] })).Count);
    }

    [Fact]
    public async Task Title_is_filtered_by_as_people_may_type_it()
    {
        await using var module = new TestModule();
        await module.CreateAsync("Caf\u00E9");

        var page = await module.ListAsync(new() { Titles = [" Cafe\u0301 "] });

        Assert.Equal(1, page.Count);
    }

    [Fact]
    public async Task Filter_takes_a_thousand_values_and_refuses_more()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        IReadOnlyList<string> ids = [.. Enumerable.Range(0, 999).Select(i => $"apk_{i}"), id];

        // One filter of a thousand, or several that have a thousand together: a command takes a limited number of parameters.
        var page = await module.ListAsync(new() { Ids = ids });
        var together = await module.ListAsync(new() { Ids = [id, .. ids.Take(497)], Titles = ["Warehouse sync"], CreatedBy = [TestModule.Dana.Id, .. ids.Take(500)] });
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.ListAsync(new() { Ids = ids, Titles = ["Warehouse sync"] }));
        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.ListAsync(new() { Ids = [.. ids, "apk_1000"] }));

        Assert.Equal((1, 1), (page.Count, together.Count));
        Assert.Contains("Ids", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => module.Keys.ListEventsAsync(new() { Actors = [.. ids, "apk_1000"] }, TestModule.Cancellation));
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_skip_a_key_when_all_are_of_one_moment()
    {
        await using var module = new TestModule();
        await module.Keys.CreateAsync(
            [.. Enumerable.Range(0, 25).Select(_ => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Same" })],
            TestModule.Dana, null, TestModule.Cancellation);

        foreach (var sort in Enum.GetValues<ApiKeySort>())
        {
            foreach (var descending in new[] { true, false })
            {
                List<string> ids = [];
                for (var offset = 0; offset < 30; offset += 10)
                {
                    var page = await module.ListAsync(new() { Sort = sort, Descending = descending, Offset = offset, Limit = 10 });
                    Assert.Equal((25, offset, 10), (page.Count, page.Offset, page.Limit));
                    ids.AddRange(page.Items.Select(key => key.Id));
                }

                Assert.Equal(25, ids.Distinct().Count());
                Assert.Equal(25, ids.Count);
            }
        }
    }

    [Fact]
    public async Task Newest_come_first_unless_said_otherwise()
    {
        await using var module = new TestModule();
        await CreateEachAsync(module, "1", "2", "3");

        Assert.Equal(["3", "2", "1"], await TitlesAsync(module, new()));
        Assert.Equal(["1", "2", "3"], await TitlesAsync(module, new() { Descending = false }));
    }

    [Fact]
    public async Task Titles_sort_without_regard_to_case()
    {
        await using var module = new TestModule();
        await CreateEachAsync(module, "beta", "Alpha", "alpha 2", "Gamma");

        Assert.Equal(["Alpha", "alpha 2", "beta", "Gamma"], await TitlesAsync(module, new() { Sort = ApiKeySort.Title, Descending = false }));
        Assert.Equal(["Gamma", "beta", "alpha 2", "Alpha"], await TitlesAsync(module, new() { Sort = ApiKeySort.Title }));
    }

    [Fact]
    public async Task Keys_that_were_never_used_come_last_either_way()
    {
        await using var module = new TestModule();
        var ids = await CreateEachAsync(module, "never", "early", "late", "never 2");
        module.Note(ids[1]);
        module.Time.Advance(TimeSpan.FromHours(1));
        module.Note(ids[2]);
        await module.FlushAsync();

        Assert.Equal(["early", "late", "never", "never 2"], await TitlesAsync(module, new() { Sort = ApiKeySort.LastUsedAt, Descending = false }));
        Assert.Equal(["late", "early", "never 2", "never"], await TitlesAsync(module, new() { Sort = ApiKeySort.LastUsedAt }));
    }

    [Fact]
    public async Task Last_changed_come_first_when_sorted_by_change()
    {
        await using var module = new TestModule();
        var ids = await CreateEachAsync(module, "1", "2", "3");
        module.Time.Advance(TimeSpan.FromHours(1));
        await module.UpdateAsync(new() { Id = ids[1], Description = "Changed" });

        Assert.Equal(["2", "3", "1"], await TitlesAsync(module, new() { Sort = ApiKeySort.UpdatedAt }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public async Task Page_beyond_the_end_is_empty_and_still_counts(int offset)
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        var page = await module.ListAsync(new() { Offset = offset });

        Assert.Equal((1, 0), (page.Count, page.Items.Count));
        Assert.Empty(await module.Keys.ListAsync(new() { Offset = offset }, TestModule.Cancellation));
    }

    [Fact]
    public async Task Limit_of_nought_counts_only_and_the_largest_is_ten_thousand()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        var none = await module.ListAsync(new() { Limit = 0 });
        var most = await module.ListAsync(new() { Limit = 10_000 });

        Assert.Equal((1, 0), (none.Count, none.Items.Count));
        Assert.Single(most.Items);
        Assert.Empty(await module.Keys.ListAsync(new() { Limit = 0 }, TestModule.Cancellation));
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(0, -1)]
    [InlineData(0, 10_001)]
    [InlineData(int.MinValue, int.MaxValue)]
    public async Task Offset_and_limit_out_of_range_are_refused(int offset, int limit)
    {
        await using var module = new TestModule();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.ListAsync(new() { Offset = offset, Limit = limit }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => module.Keys.ListAsync(new() { Offset = offset, Limit = limit }, TestModule.Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => module.Keys.ListEventsAsync(new() { Offset = offset, Limit = limit }, TestModule.Cancellation));
    }

    private static async Task<IReadOnlyList<string>> CreateEachAsync(TestModule module, params IReadOnlyList<string> titles)
    {
        List<string> ids = [];
        foreach (var title in titles)
        {
            ids.Add((await module.CreateAsync(title)).Key.Id);
            module.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return ids;
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(TestModule module, ListApiKeysQuery query) =>
        [.. (await module.ListAsync(query)).Items.Select(key => key.Title)];
}
