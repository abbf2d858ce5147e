using ApiKeys.Admin.Components.Audit;
using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Components.Workflows.List;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiKeys.UnitTests.Admin.Shared.Lists;

/// <summary>What every list's query does with the address.</summary>
public sealed class ListQueryTests
{
    [Theory]
    [InlineData("keys")]
    [InlineData("channels")]
    [InlineData("workflows")]
    [InlineData("activity")]
    public void The_plain_list_has_the_plain_address(string list)
    {
        var query = Read(list, "");

        Assert.All(query.ToParameters().Values, Assert.Null);
        Assert.False(query.IsFiltered);
        Assert.Equal(0, query.Offset);
    }

    [Theory]
    [InlineData("keys", "?q=warehouse%20eu&status=active,revoking&sort=title&page=3")]
    [InlineData("keys", "?q=%D7%A4%20%F0%9F%93%A6%20100%25%26&status=pending&expires=soon&sort=-used&page=2")]
    [InlineData("keys", "?status=expired&sort=created&size=50&page=2")]
    [InlineData("keys", "?expires=week&used=never&scope=orders:read&owner=gone")]
    [InlineData("keys", "?expires=never&used=idle&scope=*")]
    [InlineData("channels", "?q=shop&state=disabled&sort=-name&page=2")]
    [InlineData("channels", "?state=enabled&sort=changed")]
    [InlineData("workflows", "?q=supplier%20100%25%26&state=running,compensationfailed&workflow=roll-api-key&by=user_01DANA&since=week&page=3")]
    [InlineData("workflows", "?workflow=gone-workflow&since=hour")]
    [InlineData("activity", "?action=created,revoked&by=user_01DANA&key=apk_1&execution=wfx_1&page=2")]
    public void Query_is_the_same_after_it_was_written_to_and_read_from_the_address(string list, string address)
    {
        var query = Read(list, address);

        var written = query.ToParameters().Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!.ToString());

        Assert.Equal(QueryHelpers.ParseQuery(address).ToDictionary(value => value.Key, value => (string?)value.Value), written);
        var again = Read(list, QueryHelpers.AddQueryString("", written));
        Assert.Equal(query, again);
        Assert.Equal(query.GetHashCode(), again.GetHashCode());
        Assert.NotEqual(query, Read(list, ""));
    }

    [Theory]
    [InlineData("keys", "?q=%20&status=frozen,2&expires=later&sort=colour&page=-3")]
    [InlineData("channels", "?state=broken&sort=-&page=two")]
    [InlineData("workflows", "?state=done,7&since=yesterday&sort=name&page=0")]
    [InlineData("keys", "?used=often&expires=any&scope=%20&channel=sc_1&size=30")]
    [InlineData("keys", "?used=3&size=20&page=1000000000000")]
    [InlineData("activity", "?size=50")]
    [InlineData("activity", "?action=bogus&by=%20&page=99999999999999999999")]
    public void Invalid_values_are_ignored(string list, string address) => Assert.Equal(Read(list, ""), Read(list, address));

    [Theory]
    [InlineData("sk_shop_Abcd0123456789012345678901234567890123456789abcdef", "sk_shop_Abcd")]
    [InlineData("SK_SHOP_Abcd0123456789012345678901234567890123456789abcdef", "SK_SHOP_Abcd")]
    [InlineData("  sk_shop_Abcd01234567890 cut", "sk_shop_Abcd cut")]
    [InlineData("Bearer:sk_shop_Abcd01234567890,pk_eu_Wxyz01234567890", "Bearer:sk_shop_Abcd,pk_eu_Wxyz")]
    [InlineData("Abcd0123456789012345678901234567890123456789abcdef", "Abcd")]
    [InlineData("sk_shop_Abcd", "sk_shop_Abcd")]
    [InlineData("sk_shop_Abcd…6789", "sk_shop_Abcd…6789")]
    public void A_token_is_cut_to_what_finds_its_key_before_it_gets_into_the_address(string typed, string asked)
    {
        Assert.Equal(asked, Read("keys", "").WithSearch(typed).ToParameters()["q"]);
        Assert.Equal(asked, Read("workflows", QueryHelpers.AddQueryString("", "q", typed)).ToParameters()["q"]);
    }

    [Fact]
    public void Sorting_again_by_the_same_column_reverses_the_order()
    {
        var byTitle = Read("keys", "?page=4").WithSort("title");

        var back = byTitle.WithSort("title");

        Assert.Equal((false, 1), (byTitle.Descending, byTitle.Page));
        Assert.True(back.Descending);
        Assert.True(back.WithSort("used").Descending);
        Assert.False(Read("channels", "?sort=-changed").WithSort("name").Descending);
    }

    [Theory]
    [InlineData("keys", "?page=4", 50, "60", 2)]
    [InlineData("keys", "?size=100&page=2", 20, "100", 6)]
    [InlineData("activity", "?page=3", 100, "100", 2)]
    [InlineData("activity", "?size=20&page=6", 50, "100", 3)]
    public void Another_page_size_keeps_the_first_row_on_the_page(string list, string address, int size, string firstRow, int page)
    {
        var before = Read(list, address);
        var after = before.WithPageSize(size);

        Assert.Equal(firstRow, $"{before.Offset}");
        Assert.Equal((page, size), (after.Page, after.PageSize));
        Assert.InRange(before.Offset, after.Offset, after.Offset + size - 1);
        Assert.NotEqual(before, after);
        Assert.True(before.FindsTheSameAs(after));
    }

    [Fact]
    public void A_new_search_begins_at_the_first_page() => Assert.Equal(1, Read("keys", "?page=7").WithSearch("sync").Page);

    private static ListQuery Read(string list, string address) => list switch
    {
        "keys" => new KeyListQuery(ApiKeyType.Secret, new QueryValues(address)),
        "channels" => new SalesChannelListQuery(new QueryValues(address)),
        "workflows" => new WorkflowListQuery(new QueryValues(address)),
        _ => new ActivityQuery(new QueryValues(address)),
    };
}
