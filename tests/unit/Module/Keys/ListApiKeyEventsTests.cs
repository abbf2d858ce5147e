using ApiKeys.UnitTests.Infrastructure;

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
