using System.Data.Common;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>What the operations on keys do with their sales channels.</summary>
public sealed class LinkedKeyTests
{
    [Fact]
    public async Task Key_is_made_with_its_channels()
    {
        await using var module = new TestModule();
        var shop = await module.CreateChannelAsync("Shop");
        var app = await module.CreateChannelAsync("App", isDisabled: true);

        var created = (await module.TryCreateAsync(
            new() { Type = ApiKeyType.Publishable, Title = "Storefront", SalesChannelIds = [shop, app, shop] })).Value!.Key;

        Assert.Equal([new(app, "App", true), new(shop, "Shop", false)], created.SalesChannels);
        Assert.Equivalent(created, await module.RetrieveAsync(created.Id), strict: true);
        var row = Assert.Single(await module.EventsAsync(created.Id));
        Assert.Equal((ApiKeyAction.Created, $"{shop} {app}"), (row.Action, row.Facts[EventFacts.AddedSalesChannels]));
        Assert.Equal("Shop\nApp", row.Facts[EventFacts.AddedSalesChannelNames]);
    }

    [Fact]
    public async Task Unknown_channel_refuses_the_creation_and_is_named_by_its_place()
    {
        await using var module = new TestModule();
        var shop = await module.CreateChannelAsync("Shop");
        var before = DatabaseSnapshot.Take(module.Path);

        var result = await module.Keys.CreateAsync(
            [
                new() { Type = ApiKeyType.Publishable, Title = "One", SalesChannelIds = [shop] },
                new() { Type = ApiKeyType.Publishable, Title = "Two", SalesChannelIds = [shop, "sc_none"] },
            ],
            TestModule.Dana, null, TestModule.Cancellation);
        var single = await module.TryCreateAsync(new() { Type = ApiKeyType.Publishable, Title = "One", SalesChannelIds = ["sc_none"] });

        Assert.Equal(("[1].salesChannelIds[1]", "sc_none"), (result.Refusal().Field, result.Refusal().SubjectId));
        Assert.Equal("salesChannelIds[0]", single.Refusal().Field);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Every_answer_about_a_key_tells_its_channels()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        IReadOnlyList<LinkedSalesChannel> channels = key.SalesChannels;

        var updated = await module.UpdateAsync(new() { Id = key.Id, Title = "New" });
        var scheduled = await module.RevokeAsync(key.Id, TimeSpan.FromDays(1));
        var cancelled = await module.CancelRevocationAsync(key.Id);
        var listed = await module.Keys.ListAsync(new(), TestModule.Cancellation);
        var repeated = await module.UpdateAsync(new() { Id = key.Id, Title = "Newer" }, "t");
        repeated = await module.UpdateAsync(new() { Id = key.Id, Title = "Newer" }, "t");

        Assert.All(
            [updated.Value!, scheduled.Value!, cancelled.Value!, listed.Single(), repeated.Value!],
            answer => Assert.Equal(channels, answer.SalesChannels));
    }

    [Fact]
    public async Task Confirmed_key_tells_its_channels()
    {
        await using var module = new TestModule();
        var shop = await module.CreateChannelAsync("Shop");
        var pending = (await module.TryCreateAsync(
            new() { Type = ApiKeyType.Publishable, Title = "Storefront", SalesChannelIds = [shop], AwaitConfirmation = true })).Value!.Key;

        var activated = await module.ActivateAsync(pending.Id);

        Assert.Equal("Shop", Assert.Single(activated.Value!.SalesChannels).Name);
    }

    [Fact]
    public async Task Deleted_key_has_no_channels_left()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        await module.RevokeAsync(key.Id);

        var deleted = await module.DeleteAsync(key.Id, "t");
        var repeated = await module.DeleteAsync(key.Id, "t");

        Assert.Empty(deleted.Value!.SalesChannels);
        Assert.Empty(repeated.Value!.SalesChannels);
        Assert.Equal("Shop", (await module.EventsAsync(key.Id))[^1].Facts[EventFacts.RemovedSalesChannelNames]);
        Assert.Equal(0, (await module.ListChannelsAsync(new() { PublishableKeyIds = [key.Id] })).Count);
        await LinkInvariants.AssertAsync(module);
    }

    [Fact]
    public async Task Discarded_key_has_no_channels_left()
    {
        await using var module = new TestModule();
        var shop = await module.CreateChannelAsync("Shop");
        await module.TryCreateAsync(
            new() { Type = ApiKeyType.Publishable, Title = "Storefront", SalesChannelIds = [shop], AwaitConfirmation = true });
        module.Time.Advance(TimeSpan.FromMinutes(16));

        var discarded = await module.DiscardAsync();

        Assert.Equal(1, discarded);
        await LinkInvariants.AssertAsync(module);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replacement_has_the_channels_of_the_key_it_replaces(bool awaitConfirmation)
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop", "Taken off", "Deleted");
        var ids = key.SalesChannels.ToDictionary(channel => channel.Name, channel => channel.Id);
        await module.LinkAsync(key.Id, remove: [ids["Taken off"]]);
        await module.DeleteChannelAsync(ids["Deleted"]);

        var replacement = await module.RollAsync(key.Id, awaitConfirmation: awaitConfirmation);

        Assert.Equal(["Shop"], replacement.Key.SalesChannels.Select(channel => channel.Name));
        Assert.Equivalent(replacement.Key, await module.RetrieveAsync(replacement.Key.Id), strict: true);
        Assert.Equal(["Shop"], await module.LinkedNamesAsync(key.Id));
        var row = (await module.EventsAsync(replacement.Key.Id))[0];
        Assert.Equal((key.Id, ids["Shop"]), (row.Facts[EventFacts.Replaces], row.Facts[EventFacts.AddedSalesChannels]));
    }

    [Fact]
    public async Task List_reads_the_channels_of_all_its_keys_at_once()
    {
        var counter = new QueryCounter();
        await using var module = new TestModule(interceptor: counter);
        for (var i = 0; i < 10; i++)
        {
            await module.CreateLinkedAsync($"Storefront {i}", $"Shop {i}", "App");
        }

        counter.Count = 0;
        var keys = await module.Keys.ListAsync(new(), TestModule.Cancellation);

        Assert.All(keys, key => Assert.Equal(["App", key.Title.Replace("Storefront", "Shop", StringComparison.Ordinal)], key.SalesChannels.Select(channel => channel.Name)));
        Assert.Equal(10, keys.Count);
        Assert.Equal(2, counter.Count);
    }

    private sealed class QueryCounter : DbCommandInterceptor
    {
        public int Count { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count++;
            return ValueTask.FromResult(result);
        }
    }
}
