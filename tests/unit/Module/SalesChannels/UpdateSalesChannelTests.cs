using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.SalesChannels;

public sealed class UpdateSalesChannelTests
{
    [Fact]
    public async Task Each_field_changes_alone()
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync("Old");

        var named = (await module.UpdateChannelAsync(new() { Id = id, Name = " New " })).Value!;
        var described = (await module.UpdateChannelAsync(new() { Id = id, Description = "Words" })).Value!;
        var disabled = (await module.UpdateChannelAsync(new() { Id = id, IsDisabled = true })).Value!;
        var kept = (await module.UpdateChannelAsync(new() { Id = id, Metadata = """{"a":1}""" })).Value!;

        Assert.Equal(("New", null, false, null), (named.Name, named.Description, named.IsDisabled, named.Metadata));
        Assert.Equal(("New", "Words", false, null), (described.Name, described.Description, described.IsDisabled, described.Metadata));
        Assert.Equal(("New", "Words", true, null), (disabled.Name, disabled.Description, disabled.IsDisabled, disabled.Metadata));
        Assert.Equal(("New", "Words", true, """{"a":1}"""), (kept.Name, kept.Description, kept.IsDisabled, kept.Metadata));
        Assert.Equal(kept, await module.Channels.RetrieveAsync(id, TestModule.Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task Fields_are_cleared_by_empty_values(string noMetadata)
    {
        await using var module = new TestModule();
        var id = (await module.TryCreateChannelAsync(new() { Name = "Shop", Description = "Words", Metadata = "{}" })).Value!.Id;

        var cleared = (await module.UpdateChannelAsync(new() { Id = id, Description = "", Metadata = noMetadata })).Value!;

        Assert.Equal(("Shop", null, null), (cleared.Name, cleared.Description, cleared.Metadata));
    }

    [Fact]
    public async Task Event_tells_values_before_and_after()
    {
        await using var module = new TestModule();
        var id = await module.CreateChannelAsync("Old");

        await module.UpdateChannelAsync(new()
        {
            Id = id,
            Name = "New",
            Description = "Words",
            IsDisabled = true,
            Metadata = """{"a": 1}""",
        });

        var row = (await module.EventsAsync(id))[^1];
        Assert.Equal((ApiKeyAction.Updated, "New"), (row.Action, row.SubjectTitle));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["old_name"] = "Old",
                ["new_name"] = "New",
                ["old_description"] = "",
                ["new_description"] = "Words",
                ["is_disabled"] = "true",
                ["old_metadata"] = "null",
                ["new_metadata"] = """{"a":1}""",
            },
            row.Facts.ToDictionary());
    }

    [Fact]
    public async Task Update_that_changes_nothing_leaves_version_and_history_alone()
    {
        await using var module = new TestModule();
        var id = (await module.TryCreateChannelAsync(new() { Name = "Shop", Metadata = """{"a":1}""" })).Value!.Id;
        var before = DatabaseSnapshot.Take(module.Path);

        var result = await module.UpdateChannelAsync(new()
        {
            Id = id,
            Name = "Shop ",
            Description = "",
            IsDisabled = false,
            Metadata = """{ "a": 1 }""",
        });

        Assert.True(result.Succeeded);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Single(await module.EventsAsync(id));
    }

    [Fact]
    public async Task Second_of_two_writers_who_read_the_same_version_is_told()
    {
        await using var module = new TestModule();
        var seen = (await module.TryCreateChannelAsync(new() { Name = "Old" })).Value!;
        await module.UpdateChannelAsync(new() { Id = seen.Id, Name = "First", ExpectedVersion = seen.Version });

        var second = await module.UpdateChannelAsync(new() { Id = seen.Id, Name = "Second", ExpectedVersion = seen.Version });

        Assert.Equal((ApiKeyErrorCode.Conflict, seen.Id), (second.Refusal().Code, second.Refusal().SubjectId));
        Assert.Equal("First", (await module.Channels.RetrieveAsync(seen.Id, TestModule.Cancellation))!.Name);
    }

    // Whoever has the form of a channel open should not be told that "somebody changed it" because a key was linked.
    [Fact]
    public async Task Linking_a_key_is_no_change_of_the_channel()
    {
        await using var module = new TestModule();
        var seen = (await module.TryCreateChannelAsync(new() { Name = "Shop" })).Value!;
        var key = await module.CreateAsync(type: ApiKeyType.Publishable);

        await module.LinkAsync(key.Key.Id, add: [seen.Id]);

        Assert.Equal(seen, await module.Channels.RetrieveAsync(seen.Id, TestModule.Cancellation));
    }

    [Fact]
    public async Task Renamed_channel_is_found_and_shown_by_its_new_name()
    {
        await using var module = new TestModule();
        var key = await module.CreateLinkedAsync("Storefront", "Shop");

        await module.UpdateChannelAsync(new() { Id = key.SalesChannels[0].Id, Name = "Boutique", IsDisabled = true });

        Assert.Equal(0, (await module.ListChannelsAsync(new() { Search = "shop" })).Count);
        Assert.Equal(1, (await module.ListChannelsAsync(new() { Search = "BOUTIQUE" })).Count);
        Assert.Equal(new LinkedSalesChannel(key.SalesChannels[0].Id, "Boutique", true), Assert.Single((await module.RetrieveAsync(key.Id)).SalesChannels));
    }

    [Fact]
    public async Task Several_change_together_or_not_at_all()
    {
        await using var module = new TestModule();
        var first = await module.CreateChannelAsync("First");
        var second = await module.CreateChannelAsync("Second");
        IReadOnlyList<UpdateSalesChannelRequest> requests = [new() { Id = second, Name = "2" }, new() { Id = first, Name = "1" }];

        var refused = await module.Channels.UpdateAsync([.. requests, new() { Id = "sc_none", Name = "3" }], TestModule.Dana, null, TestModule.Cancellation);
        var updated = await module.Channels.UpdateAsync(requests, TestModule.Dana, "t", TestModule.Cancellation);
        var repeated = await module.Channels.UpdateAsync(requests, TestModule.Dana, "t", TestModule.Cancellation);

        Assert.Equal((ApiKeyErrorCode.NotFound, "sc_none"), (refused.Refusal().Code, refused.Refusal().SubjectId));
        Assert.Equal(["2", "1"], updated.Value!.Select(channel => channel.Name));
        Assert.Equal(updated.Value!, repeated.Value!);
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Updated], await module.ActionsAsync(first));
    }
}
