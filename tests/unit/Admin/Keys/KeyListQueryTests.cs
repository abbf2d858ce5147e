using ApiKeys.Admin.Components.Keys;

namespace ApiKeys.UnitTests.Admin.Keys;

public sealed class KeyListQueryTests
{
    [Fact]
    public void The_plain_list_has_the_plain_address()
    {
        var query = KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, null);

        Assert.All(query.ToParameters().Values, Assert.Null);
        Assert.Equal((ApiKeySort.CreatedAt, true, 0), (query.ToModule(ApiKeyType.Secret, default).Sort, query.Descending, query.Offset));
    }

    [Theory]
    [InlineData("warehouse eu", "active,revoking", "title", "3")]
    [InlineData("פ 📦 100%&", "pending", "-used", "2")]
    [InlineData(null, "expired", "created", null)]
    public void What_is_asked_survives_the_way_through_the_address(string? search, string? status, string? sort, string? page)
    {
        var query = KeyListQuery.Parse(ApiKeyType.Secret, search, status, sort, page);

        var address = query.ToParameters();
        var again = KeyListQuery.Parse(
            ApiKeyType.Secret, (string?)address["q"], (string?)address["status"], (string?)address["sort"], address["page"]?.ToString());

        Assert.Equal(query, again);
        Assert.Equal((search, status, sort, page), (address["q"], address["status"], address["sort"], address["page"]?.ToString()));
    }

    [Fact]
    public void Keys_that_expire_soon_can_be_asked_for_and_do_not_include_dead_ones()
    {
        var now = new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
        var query = KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, null).WithExpiresSoon(true);

        Assert.Equal("soon", query.ToParameters()["expires"]);
        Assert.Equal(query, KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, null, "soon"));
        Assert.NotEqual(query, query.WithoutFilters());
        Assert.Equal(new TimeRange(now, now.AddDays(30)), query.ToModule(ApiKeyType.Secret, now).ExpiresAt);
        Assert.Equal([ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking], query.ToModule(ApiKeyType.Secret, now).Statuses);
    }

    [Theory]
    [InlineData("sk_shop_Abcd0123456789012345678901234567890123456789abcdef", "sk_shop_Abcd")]
    [InlineData("SK_SHOP_Abcd0123456789012345678901234567890123456789abcdef", "SK_SHOP_Abcd")]
    [InlineData("  sk_shop_Abcd01234567890 cut", "sk_shop_Abcd cut")]
    [InlineData("Bearer:sk_shop_Abcd01234567890,pk_eu_Wxyz01234567890", "Bearer:sk_shop_Abcd,pk_eu_Wxyz")]
    [InlineData("Abcd0123456789012345678901234567890123456789abcdef", "Abcd")]
    [InlineData("sk_shop_Abcd", "sk_shop_Abcd")]
    [InlineData("sk_shop_Abcd…6789", "sk_shop_Abcd…6789")]
    public void A_token_is_cut_to_what_finds_its_key_before_it_gets_into_the_address(string typed, string asked) =>
        Assert.Equal(asked, KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, null).WithSearch(typed).ToParameters()["q"]);

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("two")]
    [InlineData("99999999999999999999")]
    public void A_page_that_is_none_is_the_first(string page) =>
        Assert.Equal(1, KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, page).Page);

    [Theory]
    [InlineData("frozen")]
    [InlineData("2")]
    [InlineData(",,")]
    [InlineData("active; drop table")]
    public void Statuses_that_are_none_filter_nothing(string status) =>
        Assert.Empty(KeyListQuery.Parse(ApiKeyType.Secret, null, status, null, null).Statuses);

    [Fact]
    public void A_publishable_list_knows_no_pending_keys()
    {
        var query = KeyListQuery.Parse(ApiKeyType.Publishable, null, "pending,revoked", null, null);

        Assert.Equal([ApiKeyStatus.Revoked], query.Statuses);
    }

    [Fact]
    public void Sorting_again_by_the_same_column_turns_the_order_round()
    {
        var byTitle = KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, "4").WithSort("title");

        var back = byTitle.WithSort("title");

        Assert.Equal((false, 1), (byTitle.Descending, byTitle.Page));
        Assert.True(back.Descending);
        Assert.True(back.WithSort("used").Descending);
    }

    [Fact]
    public void A_new_filter_begins_at_the_first_page()
    {
        var query = KeyListQuery.Parse(ApiKeyType.Secret, null, null, null, "7");

        Assert.Equal(1, query.WithSearch("sync").Page);
        Assert.Equal(1, query.WithStatuses([ApiKeyStatus.Active]).Page);
        Assert.False(query.WithSearch("sync").WithStatuses([ApiKeyStatus.Active]).WithoutFilters().IsFiltered);
    }
}
