using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class UpdateApiKeyTests
{
    [Fact]
    public async Task Each_field_changes_alone()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync("Old")).Key.Id;

        var titled = (await module.UpdateAsync(new() { Id = id, Title = " New " })).Value!;
        var described = (await module.UpdateAsync(new() { Id = id, Description = "For the till" })).Value!;
        var scoped = (await module.UpdateAsync(new() { Id = id, Scopes = ["orders:read", "orders:read", "*"] })).Value!;

        Assert.Equal(("New", ""), (titled.Title, titled.Description));
        Assert.Equal(("New", "For the till"), (described.Title, described.Description));
        Assert.Equal(("New", "For the till"), (scoped.Title, scoped.Description));
        Assert.Equal(["orders:read", "*"], scoped.Scopes);
        Assert.Equivalent(scoped, await module.RetrieveAsync(id), strict: true);
    }

    [Fact]
    public async Task Fields_are_cleared_by_empty_values_and_kept_by_none()
    {
        await using var module = new TestModule();
        var created = await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = "Till",
            Description = "Shop 4",
            Scopes = ["orders:read"],
        });
        var id = created.Value!.Key.Id;

        var kept = (await module.UpdateAsync(new() { Id = id, Title = "Till 4" })).Value!;
        var cleared = (await module.UpdateAsync(new() { Id = id, Description = "", Scopes = [] })).Value!;

        Assert.Equal(("Shop 4", "orders:read"), (kept.Description, Assert.Single(kept.Scopes)));
        Assert.Equal(("Till 4", ""), (cleared.Title, cleared.Description));
        Assert.Empty(cleared.Scopes);
    }

    [Fact]
    public async Task Event_tells_values_before_and_after()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync("Old")).Key.Id;
        module.Time.Advance(TimeSpan.FromHours(1));

        await module.Keys.UpdateAsync(
            new UpdateApiKeyRequest { Id = id, Title = "New", Description = "What for", Scopes = ["orders:read", "orders:write"] },
            TestModule.Sam, null, TestModule.Cancellation);

        var row = (await module.EventsAsync(id))[^1];
        Assert.Equal((ApiKeyAction.Updated, TestModule.Sam.Id, TestModule.Start.AddHours(1)), (row.Action, row.Actor, row.At));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["old_title"] = "Old",
                ["new_title"] = "New",
                ["old_description"] = "",
                ["new_description"] = "What for",
                ["old_scopes"] = "",
                ["new_scopes"] = "orders:read orders:write",
            },
            row.Facts.ToDictionary());
    }

    [Fact]
    public async Task Renamed_key_is_found_by_its_new_title_only()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync("Warehouse")).Key.Id;

        await module.UpdateAsync(new() { Id = id, Title = "Storefront" });

        Assert.Equal(1, (await module.ListAsync(new() { Search = "storefront" })).Count);
        Assert.Equal(0, (await module.ListAsync(new() { Search = "warehouse" })).Count);
    }

    [Fact]
    public async Task Update_that_changes_nothing_leaves_version_and_history_alone()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync("Till");
        var before = DatabaseSnapshot.Take(module.Path);

        var result = await module.UpdateAsync(new() { Id = created.Key.Id, Title = "Till", Description = "", Scopes = [] });

        Assert.Equal(created.Key.Version, result.Value!.Version);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Equal(ApiKeyAction.Created, Assert.Single(await module.EventsAsync(created.Key.Id)).Action);
    }

    [Fact]
    public async Task Second_of_two_writers_who_read_the_same_version_is_told()
    {
        await using var module = new TestModule();
        var seen = (await module.CreateAsync("Old")).Key;
        await module.UpdateAsync(new() { Id = seen.Id, Title = "First", ExpectedVersion = seen.Version });
        var before = DatabaseSnapshot.Take(module.Path);

        var second = await module.UpdateAsync(new() { Id = seen.Id, Title = "Second", ExpectedVersion = seen.Version });

        Assert.Equal((ApiKeyErrorCode.Conflict, seen.Id), (second.Refusal().Code, second.Refusal().SubjectId));
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Of_writers_at_once_with_one_expected_version_one_wins()
    {
        await using var module = new TestModule();
        var seen = (await module.CreateAsync("Old")).Key;

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => module.UpdateAsync(new() { Id = seen.Id, Title = $"Writer {i}", ExpectedVersion = seen.Version }))));

        var winner = Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal(ApiKeyErrorCode.Conflict, result.Refusal().Code));
        Assert.Equal(winner.Value!.Title, (await module.RetrieveAsync(seen.Id)).Title);
    }

    [Fact]
    public async Task Writers_at_once_without_an_expected_version_all_get_through()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync("Old")).Key.Id;

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => module.UpdateAsync(new() { Id = id, Title = $"Writer {i}" }))));

        Assert.All(results, result => Assert.True(result.Succeeded));
        var titles = (await module.EventsAsync(id)).Skip(1).Select(row => (row.Facts["old_title"], row.Facts["new_title"])).ToList();
        Assert.Equal(6, titles.Count);
        Assert.All(titles.Zip(titles.Skip(1)), pair => Assert.Equal(pair.First.Item2, pair.Second.Item1));
    }

    [Fact]
    public async Task Dead_keys_can_be_updated_and_deleted_ones_can_not()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync("Old");
        await module.RevokeAsync(created.Key.Id);

        var revoked = await module.UpdateAsync(new() { Id = created.Key.Id, Title = "Leaked in May" });
        await module.DeleteAsync(created.Key.Id);
        var deleted = await module.UpdateAsync(new() { Id = created.Key.Id, Title = "Gone" });

        Assert.Equal(("Leaked in May", ApiKeyStatus.Revoked), (revoked.Value!.Title, revoked.Value.Status));
        Assert.Equal(ApiKeyErrorCode.NotFound, deleted.Refusal().Code);
    }

    [Fact]
    public async Task One_of_several_that_is_out_of_date_changes_none()
    {
        await using var module = new TestModule();
        var first = (await module.CreateAsync("First")).Key;
        var second = (await module.CreateAsync("Second")).Key;
        var before = DatabaseSnapshot.Take(module.Path);

        var result = await module.Keys.UpdateAsync(
            [new() { Id = first.Id, Title = "New" }, new() { Id = second.Id, Title = "New", ExpectedVersion = Guid.NewGuid() }],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(second.Id, result.Refusal().SubjectId);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Several_answers_come_in_the_order_asked_for()
    {
        await using var module = new TestModule();
        var first = (await module.CreateAsync("First")).Key.Id;
        var second = (await module.CreateAsync("Second")).Key.Id;
        IReadOnlyList<UpdateApiKeyRequest> requests = [new() { Id = second, Title = "2" }, new() { Id = first, Title = "1" }];

        var result = await module.Keys.UpdateAsync(requests, TestModule.Dana, "t", TestModule.Cancellation);
        var repeated = await module.Keys.UpdateAsync(requests, TestModule.Dana, "t", TestModule.Cancellation);

        Assert.Equal([second, first], result.Value!.Select(key => key.Id));
        Assert.Equal([second, first], repeated.Value!.Select(key => key.Id));
    }
}
