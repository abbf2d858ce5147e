using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class ListApiKeyEventsTests
{
    [Fact]
    public async Task Events_are_told_newest_first_and_filtered()
    {
        await using var module = new TestModule();
        var first = (await module.CreateAsync("First")).Key.Id;
        var second = (await module.CreateAsync("Second")).Key.Id;
        await module.RevokeAsync(second, by: TestModule.Sam);

        var all = await module.Keys.ListEventsAsync(new(), TestModule.Cancellation);
        var bySam = await module.Keys.ListEventsAsync(new() { Actors = [TestModule.Sam.Id] }, TestModule.Cancellation);
        var created = await module.Keys.ListEventsAsync(new() { Actions = [ApiKeyAction.Created], Limit = 1 }, TestModule.Cancellation);
        var ofExecution = await module.Keys.ListEventsAsync(new() { ExecutionId = all.Items[2].ExecutionId }, TestModule.Cancellation);
        var countOnly = await module.Keys.ListEventsAsync(new() { Limit = 0 }, TestModule.Cancellation);

        Assert.Equal(
            [(second, ApiKeyAction.Revoked), (second, ApiKeyAction.Created), (first, ApiKeyAction.Created)],
            all.Items.Select(row => (row.SubjectId, row.Action)));
        Assert.Equal((second, ApiKeyAction.Revoked), (Assert.Single(bySam.Items).SubjectId, bySam.Items[0].Action));
        Assert.Equal((2, second), (created.Count, Assert.Single(created.Items).SubjectId));
        Assert.Equal(first, Assert.Single(ofExecution.Items).SubjectId);
        Assert.Equal((3, 0), (countOnly.Count, countOnly.Items.Count));
    }

    [Theory]
    [InlineData("importer", "Revoked Updated Created")]
    [InlineData("LAPTOP lost", "Revoked")]
    [InlineData("warehouse", "Updated")]
    [InlineData("importer laptop", "Revoked")]
    [InlineData("orders:read", "Updated")]
    [InlineData("dana", "")]
    [InlineData("%", "")]
    [InlineData("\0", "")]
    public async Task Search_finds_titles_descriptions_scopes_and_reasons_by_all_their_words(string search, string actions)
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync("Importer")).Key.Id;
        await module.UpdateAsync(new() { Id = id, Description = "In the Warehouse", Scopes = ["orders:read"] });
        await module.RevokeAsync(id, reason: "Laptop lost");
        await module.CreateAsync("Till");

        var found = await module.Keys.ListEventsAsync(new() { Search = search }, TestModule.Cancellation);

        Assert.Equal(actions, string.Join(' ', found.Items.Select(row => row.Action)));
        Assert.Equal(found.Items.Count, found.Count);
    }

    [Fact]
    public async Task Search_leaves_out_kinds_of_subjects_that_the_reader_must_not_search()
    {
        await using var module = new TestModule();
        await module.CreateAsync("Shop");
        await module.CreateChannelAsync("Shop");

        var all = await module.Keys.ListEventsAsync(new() { Search = "shop" }, TestModule.Cancellation);
        var withoutChannels = await module.Keys.ListEventsAsync(new() { Search = "shop", UnsearchableIdPrefixes = ["sc_"] }, TestModule.Cancellation);
        var notSearched = await module.Keys.ListEventsAsync(new() { UnsearchableIdPrefixes = ["sc_"] }, TestModule.Cancellation);

        Assert.Equal((2, 1, 2), (all.Count, withoutChannels.Count, notSearched.Count));
        Assert.NotNull(Assert.Single(withoutChannels.Items).KeyType);
    }

    [Fact]
    public async Task All_events_are_read_one_after_another_and_later_ones_move_none()
    {
        await using var module = new TestModule();
        await module.Keys.CreateAsync(
            [.. Enumerable.Range(0, 600).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{i}" })],
            TestModule.Dana, null, TestModule.Cancellation);
        List<string> titles = [];

        await foreach (var row in module.Keys.ReadAllEventsAsync(new()).WithCancellation(TestModule.Cancellation))
        {
            titles.Add(row.SubjectTitle);
            if (titles.Count == 1)
            {
                await module.CreateAsync("Later");
            }
        }

        Assert.Equal(Enumerable.Range(0, 600).Reverse().Select(i => $"{i}"), titles);
    }

    [Fact]
    public async Task Trail_keeps_the_title_of_its_moment_and_outlives_its_key()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync("Old")).Key.Id;
        await module.UpdateAsync(new() { Id = id, Title = "New" });
        await module.RevokeAsync(id);
        await module.DeleteAsync(id);

        Assert.Equal(
            [("Old", ApiKeyAction.Created), ("New", ApiKeyAction.Updated), ("New", ApiKeyAction.Revoked), ("New", ApiKeyAction.Deleted)],
            (await module.EventsAsync(id)).Select(row => (row.SubjectTitle, row.Action)));
    }

    [Fact]
    public async Task Events_of_one_operation_on_many_keys_keep_their_order()
    {
        await using var module = new TestModule();
        var keys = await module.Keys.CreateAsync(
            [.. Enumerable.Range(0, 50).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{i}" })],
            TestModule.Dana, null, TestModule.Cancellation);

        var page = await module.Keys.ListEventsAsync(new(), TestModule.Cancellation);

        Assert.Equal(keys.Value!.Select(c => c.Key.Id).Reverse(), page.Items.Select(row => row.SubjectId));
        Assert.Single(page.Items.Select(row => row.ExecutionId).Distinct());
    }
}
