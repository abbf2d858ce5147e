using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.SalesChannels;

public sealed class ListSalesChannelsTests
{
    [Fact]
    public async Task Each_filter_narrows_the_list()
    {
        await using var module = new TestModule();
        var shop = (await module.TryCreateChannelAsync(new() { Name = "Web shop", Description = "For Europe" })).Value!.Id;
        module.Time.Advance(TimeSpan.FromDays(1));
        var app = await module.CreateChannelAsync("App", isDisabled: true);
        var key = await module.CreateLinkedAsync("Storefront", "Till");
        await module.LinkAsync(key.Id, add: [app, shop]);
        await module.LinkAsync(key.Id, remove: [shop]);
        var till = key.SalesChannels[0].Id;

        await OnlyAsync([shop], new() { Ids = [shop, "sc_none"] });
        await OnlyAsync([app], new() { Names = [" App ", "Nothing"] });
        await OnlyAsync([app], new() { IsDisabled = true });
        await OnlyAsync([shop, till], new() { IsDisabled = false });
        await OnlyAsync([app, till], new() { PublishableKeyIds = [key.Id] });
        await OnlyAsync([], new() { PublishableKeyIds = ["apk_none"] });
        await OnlyAsync([shop], new() { CreatedAt = new(Before: TestModule.Start.AddHours(1)) });
        await OnlyAsync([app, till], new() { UpdatedAt = new(From: TestModule.Start.AddHours(1)) });
        await OnlyAsync([shop], new() { Descriptions = ["For Europe", "For Asia"] });
        await OnlyAsync([app, till], new() { CreatedAt = new() { NotIn = [TestModule.Start] } });
        await OnlyAsync([shop, till], new() { AnyOf = [new() { Search = "europe" }, new() { IsDisabled = false, Names = ["Till"] }] });
        await OnlyAsync([till], new() { AllOf = [new() { PublishableKeyIds = [key.Id] }, new() { IsDisabled = false }] });
        await OnlyAsync([shop], new() { Search = "EUROPE web" });
        await OnlyAsync([], new() { Search = "europe app" });

        async Task OnlyAsync(IReadOnlyList<string> ids, ListSalesChannelsQuery query)
        {
            var page = await module.ListChannelsAsync(query);
            Assert.Equal(ids.Order(), page.Items.Select(channel => channel.Id).Order());
            Assert.Equal(ids.Count, page.Count);
        }
    }

    [Fact]
    public async Task List_is_sorted_and_paged()
    {
        await using var module = new TestModule();
        var b = await module.CreateChannelAsync("b");
        var c = await module.CreateChannelAsync("C");
        var a = await module.CreateChannelAsync("A");
        module.Time.Advance(TimeSpan.FromMinutes(1));
        await module.UpdateChannelAsync(new() { Id = c, IsDisabled = true });

        Assert.Equal([a, c, b], await IdsAsync(new()));
        Assert.Equal([b, c, a], await IdsAsync(new() { Descending = false }));
        Assert.Equal([a, b, c], await IdsAsync(new() { Sort = SalesChannelSort.Name, Descending = false }));
        Assert.Equal([c, b, a], await IdsAsync(new() { Sort = SalesChannelSort.Name }));
        Assert.Equal([c, a, b], await IdsAsync(new() { Sort = SalesChannelSort.UpdatedAt }));
        Assert.Equal([b, a, c], await IdsAsync(new() { Sort = SalesChannelSort.UpdatedAt, Descending = false }));
        Assert.Equal(c, (await IdsAsync(new() { Sort = SalesChannelSort.IsDisabled })).First());
        Assert.Equal([c], await IdsAsync(new() { Offset = 1, Limit = 1 }));
        var counted = await module.ListChannelsAsync(new() { Limit = 0 });
        Assert.Equal((0, 3), (counted.Items.Count, counted.Count));

        async Task<IEnumerable<string>> IdsAsync(ListSalesChannelsQuery query) =>
            (await module.Channels.ListAsync(query, TestModule.Cancellation)).Select(channel => channel.Id);
    }

    [Fact]
    public async Task Deleted_channels_are_listed_where_asked_for()
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync();
        await module.DeleteChannelAsync(id);

        var deleted = (await module.ListChannelsAsync(new() { WithDeleted = true, DeletedAt = new() { NotIn = [null] }, Sort = SalesChannelSort.DeletedAt })).Items;

        Assert.Empty((await module.ListChannelsAsync(new())).Items);
        Assert.Equal((id, (DateTimeOffset?)TestModule.Start), (Assert.Single(deleted).Id, deleted[0].DeletedAt));
    }

    [Fact]
    public async Task Pages_and_filters_have_bounds()
    {
        await using var module = new TestModule();
        IReadOnlyList<string> many = [.. Enumerable.Repeat("sc_1", 1001)];

        await RefusedAsync(new() { Offset = -1 });
        await RefusedAsync(new() { Limit = -1 });
        await RefusedAsync(new() { Limit = 10_001 });
        await RefusedAsync(new() { Ids = many });
        await RefusedAsync(new() { Names = many });
        await RefusedAsync(new() { PublishableKeyIds = many });
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => module.Keys.ListAsync(new() { SalesChannelIds = many }, TestModule.Cancellation));

        Task RefusedAsync(ListSalesChannelsQuery query) => Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.ListChannelsAsync(query));
    }

    [Fact]
    public async Task Keys_are_listed_by_their_channels()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop", "App");
        await module.CreateLinkedAsync("Kiosk", "Till");
        var (app, shop) = (key.SalesChannels[0].Id, key.SalesChannels[1].Id);
        await module.LinkAsync(key.Id, remove: [app]);

        var ofShop = await module.ListAsync(new() { SalesChannelIds = [shop] });
        var ofApp = await module.ListAsync(new() { SalesChannelIds = [app] });

        Assert.Equal([key.Id], ofShop.Items.Select(listed => listed.Id));
        Assert.Empty(ofApp.Items);
    }
}
