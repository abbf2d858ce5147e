using ApiKeys.Operations;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class LinkSalesChannelsTests
{
    [Fact]
    public async Task Channels_are_added_and_removed()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop", "Till");
        var app = await module.CreateChannelAsync("App", isDisabled: true);
        module.Time.Advance(TimeSpan.FromHours(1));

        var result = await module.LinkAsync(key.Id, add: [app], remove: [Id(key, "Shop")], by: TestModule.Sam);

        Assert.Equal([("App", true), ("Till", false)], result.Value!.SalesChannels.Select(channel => (channel.Name, channel.IsDisabled)));
        Assert.Equal(TestModule.Start.AddHours(1), result.Value!.UpdatedAt);
        Assert.Equivalent(result.Value!, await module.RetrieveAsync(key.Id), strict: true);
        var row = (await module.EventsAsync(key.Id))[^1];
        Assert.Equal((ApiKeyAction.SalesChannelsChanged, TestModule.Sam.Id), (row.Action, row.Actor));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["added_sales_channels"] = app,
                ["added_sales_channel_names"] = "App",
                ["removed_sales_channels"] = Id(key, "Shop"),
                ["removed_sales_channel_names"] = "Shop",
            },
            row.Facts.ToDictionary());
    }

    [Fact]
    public async Task Where_nothing_is_to_change_nothing_is_written()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var other = await module.CreateChannelAsync("App");
        var before = DatabaseSnapshot.Take(module.Path);

        var nothing = await module.LinkAsync(key.Id);
        var asBefore = await module.LinkAsync(key.Id, add: [Id(key, "Shop"), Id(key, "Shop"), other], remove: [other, other, "sc_none", "nonsense"]);

        Assert.Equivalent(key, nothing.Value!, strict: true);
        Assert.Equivalent(key, asBefore.Value!, strict: true);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Equal([ApiKeyAction.Created], await module.ActionsAsync(key.Id));
    }

    [Fact]
    public async Task What_is_added_and_removed_in_one_call_ends_up_removed()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");

        var result = await module.LinkAsync(key.Id, add: [Id(key, "Shop")], remove: [Id(key, "Shop")]);

        Assert.Empty(result.Value!.SalesChannels);
    }

    [Fact]
    public async Task Link_that_was_removed_can_be_made_again()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");

        await module.LinkAsync(key.Id, remove: [Id(key, "Shop")]);
        await module.LinkAsync(key.Id, add: [Id(key, "Shop")]);

        Assert.Equal(["Shop"], await module.LinkedNamesAsync(key.Id));
    }

    [Fact]
    public async Task Channels_that_are_not_there_refuse_the_call_and_each_is_named()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var deleted = await module.CreateChannelAsync("Gone");
        var good = await module.CreateChannelAsync("App");
        await module.DeleteChannelAsync(deleted);
        var before = DatabaseSnapshot.Take(module.Path);

        var result = await module.LinkAsync(key.Id, add: [good, "sc_none", deleted, "sc_none", "free words"], remove: [Id(key, "Shop")]);

        Assert.Equal(
            [("add[1]", "sc_none"), ("add[2]", deleted), ("add[4]", null)], result.Errors.Select(error => (error.Field, error.SubjectId)));
        Assert.All(result.Errors, error => Assert.Equal(ApiKeyErrorCode.Invalid, error.Code));
        Assert.DoesNotContain("free words", result.Errors[2].Message, StringComparison.Ordinal);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Only_publishable_keys_have_sales_channels()
    {
        await using var module = new TestModule();
        var secret = (await module.CreateAsync()).Key.Id;
        var channel = await module.CreateChannelAsync();

        var linked = await module.LinkAsync(secret, add: [channel]);
        var unlinked = await module.LinkAsync(secret, remove: [channel]);
        var created = await module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = "Till", SalesChannelIds = [channel] });

        Assert.Equal((ApiKeyErrorCode.Invalid, secret), (linked.Refusal().Code, linked.Refusal().SubjectId));
        Assert.Equal((ApiKeyErrorCode.Invalid, secret), (unlinked.Refusal().Code, unlinked.Refusal().SubjectId));
        Assert.Equal((ApiKeyErrorCode.Invalid, "salesChannelIds"), (created.Refusal().Code, created.Refusal().Field));
    }

    [Fact]
    public async Task Unknown_and_deleted_keys_are_not_found_and_revoked_ones_are()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var app = await module.CreateChannelAsync("App");
        await module.RevokeAsync(key.Id);

        var revoked = await module.LinkAsync(key.Id, add: [app]);
        await module.DeleteAsync(key.Id);
        var deleted = await module.LinkAsync(key.Id, add: [app]);
        var unknown = await module.LinkAsync("apk_none", add: [app]);

        Assert.Equal(["App", "Shop"], revoked.Value!.SalesChannels.Select(channel => channel.Name));
        Assert.Equal((ApiKeyErrorCode.NotFound, key.Id), (deleted.Refusal().Code, deleted.Refusal().SubjectId));
        Assert.Equal((ApiKeyErrorCode.NotFound, "apk_none"), (unknown.Refusal().Code, unknown.Refusal().SubjectId));
    }

    [Fact]
    public async Task Bad_input_is_named_by_its_place()
    {
        await using var module = new TestModule();
        var secret = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

        var result = await module.LinkAsync(secret, add: ["sc_1", null!, " "], remove: [secret]);
        var lists = await module.Keys.LinkSalesChannelsAsync(
            new LinkSalesChannelsRequest { Id = " ", Add = null!, Remove = [.. Enumerable.Repeat("sc_1", 1001)] },
            TestModule.Dana, null, TestModule.Cancellation);
        var created = await module.Keys.CreateAsync(
            [
                new() { Type = ApiKeyType.Publishable, Title = "One", SalesChannelIds = null! },
                new() { Type = ApiKeyType.Publishable, Title = "Two", SalesChannelIds = ["sc_1", ""] },
            ],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(["id", "add[1]", "add[2]", "remove[0]"], result.Errors.Select(error => error.Field));
        Assert.Equal(["id", "add", "remove"], lists.Errors.Select(error => error.Field));
        Assert.Equal(["[0].salesChannelIds", "[1].salesChannelIds[1]"], created.Errors.Select(error => error.Field));
        Assert.All(result.Errors, error => Assert.DoesNotContain(secret[12..44], error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Links_of_a_key_that_was_changed_since_are_left_alone()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        await module.UpdateAsync(new() { Id = key.Id, Title = "Changed" });

        var stale = await UnlinkAsync(key.Version);
        var fresh = await UnlinkAsync((await module.RetrieveAsync(key.Id)).Version);

        Assert.Equal((ApiKeyErrorCode.Conflict, key.Id), (stale.Refusal().Code, stale.Refusal().SubjectId));
        Assert.Empty(fresh.Value!.SalesChannels);

        Task<ApiKeyResult<ApiKeyDetails>> UnlinkAsync(Guid version) => module.Keys.LinkSalesChannelsAsync(
            new() { Id = key.Id, Remove = [key.SalesChannels[0].Id], ExpectedVersion = version }, TestModule.Dana, null, TestModule.Cancellation);
    }

    [Fact]
    public async Task Repeated_call_changes_nothing_and_answers_as_the_key_is_now()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");
        var app = await module.CreateChannelAsync("App");
        await module.LinkAsync(key.Id, add: [app], transactionId: "click-1");
        await module.LinkAsync(key.Id, remove: [app]);

        var repeated = await module.LinkAsync(key.Id, add: [app], transactionId: "click-1");
        var misused = await module.LinkAsync(key.Id, remove: [app], transactionId: "click-1");

        Assert.Equal(["Shop"], repeated.Value!.SalesChannels.Select(channel => channel.Name));
        Assert.Equal((true, false), (repeated.IsRepeat, (await module.LinkAsync(key.Id, transactionId: "click-2")).IsRepeat));
        Assert.Equal("transactionId", misused.Refusal().Field);
    }

    private static string Id(ApiKeyDetails key, string channel) => key.SalesChannels.Single(linked => linked.Name == channel).Id;
}
