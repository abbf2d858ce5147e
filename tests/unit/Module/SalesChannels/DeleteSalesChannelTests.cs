using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Workflows;

namespace ApiKeys.UnitTests.Module.SalesChannels;

public sealed class DeleteSalesChannelTests
{
    [Fact]
    public async Task Deleted_channel_is_gone_from_lists_and_from_its_keys()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop", "App");
        var shop = key.SalesChannels.Single(channel => channel.Name == "Shop").Id;

        var deleted = await module.DeleteChannelAsync(shop);

        Assert.Equal("Shop", deleted.Value!.Name);
        Assert.Null(await module.Channels.RetrieveAsync(shop, TestModule.Cancellation));
        Assert.Equal("App", Assert.Single((await module.ListChannelsAsync(new())).Items).Name);
        Assert.Equal(["App"], await module.LinkedNamesAsync(key.Id));
        Assert.Equal(ApiKeyErrorCode.NotFound, (await module.DeleteChannelAsync(shop)).Refusal().Code);
    }

    [Fact]
    public async Task Trails_of_the_channel_and_of_each_key_tell_it()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var channel = key.SalesChannels[0].Id;

        await module.DeleteChannelAsync(channel);

        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Deleted], await module.ActionsAsync(channel));
        var row = (await module.EventsAsync(key.Id))[^1];
        Assert.Equal((ApiKeyAction.SalesChannelsChanged, ApiKeyType.Publishable), (row.Action, row.KeyType));
        Assert.Equal((channel, "Shop"), (row.Facts[EventFacts.RemovedSalesChannels], row.Facts[EventFacts.RemovedSalesChannelNames]));
        Assert.NotEqual(key.Version, (await module.RetrieveAsync(key.Id)).Version);
    }

    [Fact]
    public async Task Several_channels_leave_a_key_in_one_change()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop", "App", "Till");

        await module.Channels.DeleteAsync([.. key.SalesChannels.Skip(1).Select(channel => channel.Id)], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.SalesChannelsChanged], await module.ActionsAsync(key.Id));
        Assert.Equal([key.SalesChannels[0]], (await module.RetrieveAsync(key.Id)).SalesChannels);
    }

    [Fact]
    public async Task One_unknown_channel_among_several_keeps_all()
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync();

        var result = await module.Channels.DeleteAsync([id, "sc_none"], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal("sc_none", result.Refusal().SubjectId);
        Assert.NotNull(await module.Channels.RetrieveAsync(id, TestModule.Cancellation));
    }

    [Fact]
    public async Task Repeated_call_answers_as_the_first()
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync();
        await module.DeleteChannelAsync(id, "click-1");

        var repeated = await module.DeleteChannelAsync(id, "click-1");

        Assert.Equal(id, repeated.Value!.Id);
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Deleted], await module.ActionsAsync(id));
    }

    // What is undone puts back the links that the deletion took, and no link that somebody took off before.
    [Fact]
    public async Task Undone_deletion_puts_back_exactly_its_links()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var other = await module.CreateLinkedAsync("Kiosk", "App");
        var shop = key.SalesChannels[0].Id;
        await module.LinkAsync(other.Id, add: [shop]);
        await module.LinkAsync(other.Id, remove: [shop]);
        var before = DatabaseSnapshot.Take(module.Path);

        await FailingOuter.RunAsync(module, run => run.WorkflowAsync(module.Get<SalesChannelWorkflows>().Delete, [new(shop)]));

        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Deleted, ApiKeyAction.Undone], await module.ActionsAsync(shop));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.SalesChannelsChanged, ApiKeyAction.Undone], await module.ActionsAsync(key.Id));
    }

    [Fact]
    public async Task Key_deleted_meanwhile_gets_no_link_back()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var shop = key.SalesChannels[0].Id;

        await FailingOuter.RunAsync(module, async run =>
        {
            await run.WorkflowAsync(module.Get<SalesChannelWorkflows>().Delete, [new(shop)]);
            await module.RevokeAsync(key.Id);
            await module.DeleteAsync(key.Id);
        });

        Assert.NotNull(await module.Channels.RetrieveAsync(shop, TestModule.Cancellation));
        Assert.Equal(0, (await module.ListChannelsAsync(new() { PublishableKeyIds = [key.Id] })).Count);
    }
}
