using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>An undo restores exactly the links that its call changed, but for those that somebody else has changed since.</summary>
public sealed class UndoneLinksTests
{
    [Fact]
    public async Task Undone_call_leaves_the_links_as_they_were_and_tells_it()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, shop, app) = await ArrangeAsync(module);
        var before = DatabaseSnapshot.Take(module.Path);

        await FailingOuter.RunAsync(module, run => LinkAsync(module, run, key, add: [app], remove: [shop]));

        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.SalesChannelsChanged, ApiKeyAction.Undone], await module.ActionsAsync(key));
    }

    [Fact]
    public async Task Undone_calls_on_one_link_are_undone_to_the_first()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, shop, _) = await ArrangeAsync(module);
        var before = DatabaseSnapshot.Take(module.Path);

        await FailingOuter.RunAsync(module, async run =>
        {
            await LinkAsync(module, run, key, remove: [shop]);
            await LinkAsync(module, run, key, add: [shop]);
            await LinkAsync(module, run, key, remove: [shop]);
        });

        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Undone_call_that_changed_nothing_tells_nothing()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, shop, _) = await ArrangeAsync(module);

        await FailingOuter.RunAsync(module, run => LinkAsync(module, run, key, add: [shop]));

        Assert.Equal([ApiKeyAction.Created], await module.ActionsAsync(key));
    }

    [Fact]
    public async Task Link_that_somebody_else_removed_and_made_anew_stays_theirs()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, _, app) = await ArrangeAsync(module);

        await FailingOuter.RunAsync(module, async run =>
        {
            await LinkAsync(module, run, key, add: [app]);
            await module.LinkAsync(key, remove: [app], by: TestModule.Sam);
            await module.LinkAsync(key, add: [app], by: TestModule.Sam);
        });

        Assert.Equal(["App", "Shop"], await module.LinkedNamesAsync(key));
    }

    [Fact]
    public async Task Link_that_somebody_else_made_anew_and_removed_stays_removed()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, shop, _) = await ArrangeAsync(module);

        await FailingOuter.RunAsync(module, async run =>
        {
            await LinkAsync(module, run, key, remove: [shop]);
            await module.LinkAsync(key, add: [shop], by: TestModule.Sam);
            await module.LinkAsync(key, remove: [shop], by: TestModule.Sam);
        });

        Assert.Empty(await module.LinkedNamesAsync(key));
    }

    [Fact]
    public async Task What_somebody_else_changed_beside_it_stays()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, shop, app) = await ArrangeAsync(module);
        var till = await module.CreateChannelAsync("Till");
        var during = Guid.Empty;

        await FailingOuter.RunAsync(module, async run =>
        {
            await LinkAsync(module, run, key, add: [app], remove: [shop]);
            await module.LinkAsync(key, add: [till], by: TestModule.Sam);
            during = (await module.UpdateAsync(new() { Id = key, Title = "Renamed" })).Value!.Version;
        });

        var after = await module.RetrieveAsync(key);
        Assert.Equal(["Shop", "Till"], after.SalesChannels.Select(channel => channel.Name));
        Assert.Equal("Renamed", after.Title);
        Assert.NotEqual(during, after.Version);
    }

    [Fact]
    public async Task Channel_deleted_meanwhile_is_not_put_back()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, shop, app) = await ArrangeAsync(module);

        await FailingOuter.RunAsync(module, async run =>
        {
            await LinkAsync(module, run, key, add: [app], remove: [shop]);
            await module.DeleteChannelAsync(shop);
        });

        Assert.Empty(await module.LinkedNamesAsync(key));
        await LinkInvariants.AssertAsync(module);
    }

    [Fact]
    public async Task Undone_deletion_of_a_key_gives_no_channel_back_that_was_deleted_meanwhile()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var key = await module.CreateLinkedAsync("Storefront", "Shop", "App");
        await module.RevokeAsync(key.Id);

        await FailingOuter.RunAsync(module, async run =>
        {
            await run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Delete, [new(key.Id)]);
            await module.DeleteChannelAsync(key.SalesChannels.Single(channel => channel.Name == "Shop").Id);
        });

        Assert.Equal(["App"], await module.LinkedNamesAsync(key.Id));
        await LinkInvariants.AssertAsync(module);
    }

    [Fact]
    public async Task Channel_whose_creation_is_undone_leaves_the_keys_that_were_linked_meanwhile()
    {
        await using var module = new TestModule(configure: FailingOuter.Register);
        var (key, _, _) = await ArrangeAsync(module);

        await FailingOuter.RunAsync(module, async run =>
        {
            var made = await run.WorkflowAsync(module.Get<SalesChannelWorkflows>().Create, [new() { Name = "Brief" }]);
            await module.LinkAsync(key, add: [made[0].Id], by: TestModule.Sam);
        });

        Assert.Equal(["Shop"], await module.LinkedNamesAsync(key));
        Assert.Equal("Brief", (await module.EventsAsync(key))[^1].Facts[EventFacts.RemovedSalesChannelNames]);
    }

    private static async Task<(string Key, string Linked, string Unlinked)> ArrangeAsync(TestModule module)
    {
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        return (key.Id, key.SalesChannels[0].Id, await module.CreateChannelAsync("App"));
    }

    private static Task<IReadOnlyList<ApiKeyDetails>> LinkAsync(
        TestModule module, WorkflowRun run, string key, IReadOnlyList<string>? add = null, IReadOnlyList<string>? remove = null) =>
        run.WorkflowAsync(
            module.Get<ApiKeyWorkflows>().LinkSalesChannels, new LinkSalesChannelsRequest { Id = key, Add = add ?? [], Remove = remove ?? [] });
}
