using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>Filters inside of filters, and everything that can be asked of a time.</summary>
public sealed class FilterApiKeysTests : IAsyncLifetime
{
    private static readonly DateTimeOffset First = TestModule.Start;
    private static readonly DateTimeOffset Second = TestModule.Start.AddHours(1);
    private static readonly DateTimeOffset Third = TestModule.Start.AddHours(2);

    private readonly TestModule _module = new();

    public async ValueTask InitializeAsync()
    {
        foreach (var title in new[] { "first", "second", "third" })
        {
            var key = await _module.CreateAsync(title);
            if (title == "second")
            {
                await _module.RevokeAsync(key.Key.Id);
            }

            _module.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    public ValueTask DisposeAsync() => _module.DisposeAsync();

    public static TheoryData<string, TimeRange> Ranges => new()
    {
        { "second third", new() { From = Second } },
        { "third", new() { After = Second } },
        { "first", new() { Before = Second } },
        { "first second", new() { Until = Second } },
        { "second", new() { After = First, Before = Third } },
        { "first third", new() { In = [First, Third, null] } },
        { "", new() { In = [null] } },
        { "", new() { In = [] } },
        { "first third", new() { NotIn = [Second] } },
        { "first second third", new() { NotIn = [null] } },
        { "third", new() { NotIn = [Second], After = First } },
    };

    [Theory]
    [MemberData(nameof(Ranges), DisableDiscoveryEnumeration = true)]
    public async Task A_time_is_compared_as_asked(string titles, TimeRange range)
    {
        Assert.Equal(titles, await TitlesAsync(new() { CreatedAt = range }));
    }

    [Fact]
    public async Task What_has_no_time_is_found_by_asking_for_none_and_by_nothing_else()
    {
        Assert.Equal("first third", await TitlesAsync(new() { RevokedAt = new() { In = [null] } }));
        Assert.Equal("first second third", await TitlesAsync(new() { RevokedAt = new() { In = [null, Second] } }));
        Assert.Equal("second", await TitlesAsync(new() { RevokedAt = new() { NotIn = [null] } }));
        Assert.Equal("second", await TitlesAsync(new() { RevokedAt = new() { NotIn = [First] } }));
        Assert.Equal("", await TitlesAsync(new() { RevokedAt = new() { NotIn = [Second] } }));
        Assert.Equal("", await TitlesAsync(new() { RevokedAt = new() { After = Second } }));
    }

    [Fact]
    public async Task Of_filters_inside_of_a_filter_all_or_one_must_match()
    {
        Assert.Equal("first third", await TitlesAsync(new() { AnyOf = [new() { Titles = ["first"] }, new() { CreatedAt = new() { After = Second } }] }));
        Assert.Equal("third", await TitlesAsync(new() { AllOf = [new() { CreatedAt = new() { After = First } }, new() { Search = "HIRD" }] }));
        Assert.Equal("second", await TitlesAsync(new() { Search = "secon", AnyOf = [new() { Search = "firs" }, new() { AllOf = [new() { Search = "s" }, new() { Type = ApiKeyType.Secret }] }] }));
        Assert.Equal("first second third", await TitlesAsync(new() { AnyOf = [new()] }));
        Assert.Equal("first second third", await TitlesAsync(new() { AllOf = [] }));
        Assert.Equal("", await TitlesAsync(new() { AnyOf = [] }));
    }

    [Fact]
    public async Task A_publishable_key_is_found_by_its_token_and_a_secret_key_is_not()
    {
        var store = await _module.CreateAsync("store", ApiKeyType.Publishable);
        var secret = await _module.CreateAsync("secret");

        Assert.Equal("store", await TitlesAsync(new() { PublicTokens = [store.Token!.Reveal(), secret.Token!.Reveal(), "pk_shop_none"] }));
        Assert.Equal("", await TitlesAsync(new() { PublicTokens = [secret.Token!.Reveal()] }));
        Assert.Equal("", await TitlesAsync(new() { PublicTokens = [""] }));
    }

    [Fact]
    public async Task Deleted_keys_are_listed_where_asked_for()
    {
        var key = (await _module.ListAsync(new() { Titles = ["second"] })).Items[0];
        await _module.DeleteAsync(key.Id);

        Assert.Equal("first third", await TitlesAsync(new()));
        Assert.Equal("first second third", await TitlesAsync(new() { WithDeleted = true }));
        Assert.Equal("second", await TitlesAsync(new() { WithDeleted = true, DeletedAt = new() { NotIn = [null] } }));
        Assert.Equal("", await TitlesAsync(new() { DeletedAt = new() { NotIn = [null] } }));
        Assert.Equal(Third.AddHours(1), (await _module.ListAsync(new() { Ids = [key.Id], WithDeleted = true })).Items[0].DeletedAt);
    }

    [Fact]
    public async Task Keys_are_sorted_by_the_names_of_their_channels_and_those_without_any_come_last()
    {
        await _module.CreateLinkedAsync("z", "beta", "alpha");
        await _module.CreateLinkedAsync("y", "Gamma");

        Assert.StartsWith("z y ", await TitlesAsync(new() { Sort = ApiKeySort.SalesChannelName }), StringComparison.Ordinal);
        Assert.StartsWith("y z ", await TitlesAsync(new() { Sort = ApiKeySort.SalesChannelName }, descending: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11, 1)]
    [InlineData(1000, 1)]
    [InlineData(1, 100)]
    public async Task Too_many_filters_and_too_deep_ones_are_refused(int depth, int width)
    {
        var filter = new ApiKeyFilter { Search = "x" };
        for (var i = 0; i < depth - 1; i++)
        {
            filter = new ApiKeyFilter { AllOf = [filter] };
        }

        var query = new ListApiKeysQuery { AnyOf = [.. Enumerable.Repeat(filter, width)] };

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _module.ListAsync(query));
    }

    [Fact]
    public async Task As_many_filters_as_are_let_through_can_be_asked_of_the_database()
    {
        var filter = new ApiKeyFilter { Search = "firs", CreatedAt = new() { Until = Second, NotIn = [Second] }, RevokedAt = new() { In = [null] } };
        for (var i = 0; i < 9; i++)
        {
            filter = new ApiKeyFilter { AnyOf = [.. Enumerable.Repeat(new ApiKeyFilter { Search = string.Join(' ', Enumerable.Range(0, 12)) }, 9), filter] };
        }

        Assert.Equal("first", await TitlesAsync(new() { AnyOf = [filter] }));
    }

    private async Task<string> TitlesAsync(ListApiKeysQuery query, bool descending = false) =>
        string.Join(' ', (await _module.ListAsync(query with { Descending = descending })).Items.Select(key => key.Title));
}
