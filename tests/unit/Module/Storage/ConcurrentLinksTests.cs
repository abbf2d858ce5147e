using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.SalesChannels;

namespace ApiKeys.UnitTests.Module.Storage;

public sealed class ConcurrentLinksTests
{
    private const int Rounds = 10;

    [Fact]
    public async Task Links_made_at_once_are_all_there_and_each_is_told_once()
    {
        await using var module = new TestModule();
        var key = (await module.CreateAsync(type: ApiKeyType.Publishable)).Key.Id;
        var channels = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => module.CreateChannelAsync($"Shop {i}")));

        // Each channel by two callers: one of them finds it linked already.
        var results = await Task.WhenAll(channels.Concat(channels).Select(id => Task.Run(() => module.LinkAsync(key, add: [id]))));

        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(6, (await module.RetrieveAsync(key)).SalesChannels.Count);
        var told = (await module.EventsAsync(key)).Skip(1).Select(row => row.Facts[EventFacts.AddedSalesChannels]).ToList();
        Assert.Equal(channels.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Opposite_calls_at_once_leave_what_the_last_event_tells()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var channel = key.SalesChannels[0].Id;

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(
            () => i % 2 == 0 ? module.LinkAsync(key.Id, remove: [channel]) : module.LinkAsync(key.Id, add: [channel]))));

        var last = (await module.EventsAsync(key.Id))[^1];
        Assert.Equal(last.Facts.ContainsKey(EventFacts.AddedSalesChannels), (await module.LinkedNamesAsync(key.Id)).Any());
    }

    [Fact]
    public async Task Channel_deleted_while_keys_are_linked_keeps_no_link()
    {
        var path = TestDatabase.Current.Create();
        await using var module = new TestModule(path);
        await using var other = new TestModule(path);
        for (var round = 0; round < Rounds; round++)
        {
            var key = await module.CreateLinkedAsync("Storefront", "Shop");
            var fresh = await module.CreateChannelAsync("App");
            var shop = key.SalesChannels[0].Id;

            var linking = Task.Run(() => module.LinkAsync(key.Id, add: [fresh]));
            var creating = Task.Run(() => module.TryCreateAsync(
                new() { Type = ApiKeyType.Publishable, Title = "Kiosk", SalesChannelIds = [fresh, shop] }));
            var rolling = Task.Run(() => module.TryRollAsync(key.Id));
            var deleting = Task.Run(() => other.Channels.DeleteAsync([fresh, shop], TestModule.Sam, null, TestModule.Cancellation));
            await Task.WhenAll(linking, creating, rolling, deleting);

            Assert.True((await deleting).Succeeded);
            await LinkInvariants.AssertAsync(module);
            Assert.Empty((await module.ListAsync(new())).Items.SelectMany(listed => listed.SalesChannels));
        }
    }

    [Fact]
    public async Task Key_deleted_while_it_is_linked_keeps_no_link()
    {
        await using var module = new TestModule();
        for (var round = 0; round < Rounds; round++)
        {
            var key = await module.CreateLinkedAsync("Storefront", "Shop");
            var app = await module.CreateChannelAsync("App");
            await module.RevokeAsync(key.Id);

            var linking = Task.Run(() => module.LinkAsync(key.Id, add: [app]));
            var deleting = Task.Run(() => module.DeleteAsync(key.Id));
            await Task.WhenAll(linking, deleting);

            Assert.True((await deleting).Succeeded);
            await LinkInvariants.AssertAsync(module);
        }
    }
}
