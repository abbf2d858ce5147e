using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Shared.Lists;

namespace ApiKeys.UnitTests.Admin.Keys.List;

public sealed class KeyListQueryTests
{
    [Fact]
    public void Default_order_is_the_newest_first()
    {
        var query = Read("");

        Assert.Equal((ApiKeySort.CreatedAt, true, 0), (query.ToModule(ApiKeyType.Secret, default, []).Sort, query.Descending, query.Offset));
    }

    [Theory]
    [InlineData("created", ApiKeySort.CreatedAt, false)]
    [InlineData("-title", ApiKeySort.Title, true)]
    [InlineData("used", ApiKeySort.LastUsedAt, false)]
    public void Order_of_the_address_is_passed_to_the_module(string sort, ApiKeySort field, bool descending)
    {
        var query = Read($"?sort={sort}").ToModule(ApiKeyType.Secret, default, []);

        Assert.Equal((field, descending), (query.Sort, query.Descending));
    }

    [Fact]
    public void Filter_for_keys_that_expire_soon_leaves_out_ended_keys()
    {
        var now = new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
        var query = Read("") with { Expires = KeyExpires.Soon };

        Assert.Equal("soon", query.ToParameters()["expires"]);
        Assert.Equal(query, Read("?expires=soon"));
        Assert.True(query.IsFiltered);
        Assert.Equal(new TimeRange(now, now.AddDays(30)), query.ToModule(ApiKeyType.Secret, now, []).ExpiresAt);
        Assert.Equal([ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking], query.ToModule(ApiKeyType.Secret, now, []).Statuses);
    }

    [Fact]
    public void Filters_of_time_scope_and_channel_are_passed_to_the_module()
    {
        var now = new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

        var secret = Read("?used=idle&expires=never&scope=orders:read&channel=sc_1").ToModule(ApiKeyType.Secret, now, []);
        var publishable = new KeyListQuery(ApiKeyType.Publishable, new QueryValues("?used=week&expires=week&scope=*&channel=sc_1")).ToModule(ApiKeyType.Publishable, now, []);

        Assert.Equal(new TimeRange { Until = now.AddDays(-90) }, secret.LastUsedAt);
        Assert.Equal([null], secret.ExpiresAt!.In);
        Assert.Null(secret.Statuses);
        Assert.Equal(["orders:read"], secret.Scopes);
        Assert.Null(secret.SalesChannelIds);
        Assert.Equal(new TimeRange(now.AddDays(-7)), publishable.LastUsedAt);
        Assert.Equal(new TimeRange(now, now.AddDays(7)), publishable.ExpiresAt);
        Assert.Null(publishable.Scopes);
        Assert.Equal(["sc_1"], publishable.SalesChannelIds);
        Assert.Equal([null], Read("?used=never").ToModule(ApiKeyType.Secret, now, []).LastUsedAt!.In);
    }

    [Theory]
    [InlineData("frozen")]
    [InlineData("2")]
    [InlineData(",,")]
    [InlineData("active; drop table")]
    public void Unknown_statuses_filter_nothing(string status) => Assert.Empty(Read($"?status={status}").Statuses);

    [Fact]
    public void A_publishable_list_knows_no_pending_keys()
    {
        var query = new KeyListQuery(ApiKeyType.Publishable, new QueryValues("?status=pending,revoked"));

        Assert.Equal([ApiKeyStatus.Revoked], query.Statuses);
    }

    [Fact]
    public void Same_keys_are_found_in_another_order_and_on_another_page_but_not_with_another_filter()
    {
        var query = Read("?status=active");

        Assert.True(query.FindsTheSameAs(Read("?status=active&sort=title&page=2")));
        Assert.False(query.FindsTheSameAs(Read("?status=active,revoked")));
        Assert.False(query.FindsTheSameAs(Read("?status=active&expires=soon")));
        Assert.False(query.FindsTheSameAs(Read("?status=active&q=sync")));
    }

    private static KeyListQuery Read(string address) => new(ApiKeyType.Secret, new QueryValues(address));
}
