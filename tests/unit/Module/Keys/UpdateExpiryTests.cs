using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class UpdateExpiryTests
{
    [Fact]
    public async Task Expiry_is_set_moved_and_removed_and_each_leaves_its_old_and_new_value()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var set = (await module.MoveExpiryAsync(id, TimeSpan.FromDays(40))).Value!;
        var moved = (await module.MoveExpiryAsync(id, TimeSpan.FromDays(10))).Value!;
        var removed = (await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.Never })).Value!;

        Assert.Equal(
            [TestModule.Start.AddDays(40), TestModule.Start.AddDays(10), null], new[] { set.ExpiresAt, moved.ExpiresAt, removed.ExpiresAt });
        Assert.Equal(
            [("", "2026-04-11T09:00:00.000Z"), ("2026-04-11T09:00:00.000Z", "2026-03-12T09:00:00.000Z"), ("2026-03-12T09:00:00.000Z", "")],
            (await module.EventsAsync(id)).Skip(1).Select(row => (row.Facts[EventFacts.OldExpiresAt], row.Facts[EventFacts.NewExpiresAt])));
    }

    [Fact]
    public async Task Update_of_something_else_leaves_the_expiry_as_it_is()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(10));

        var updated = (await module.UpdateAsync(new() { Id = id, Title = "New" })).Value!;

        Assert.Equal(TestModule.Start.AddDays(10), updated.ExpiresAt);
        Assert.DoesNotContain(EventFacts.NewExpiresAt, (await module.EventsAsync(id))[^1].Facts.Keys);
    }

    [Fact]
    public async Task Same_expiry_again_is_no_change()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(10));
        var before = DatabaseSnapshot.Take(module.Path);

        var again = await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.At(TestModule.Start.AddDays(10).AddTicks(9)) });

        Assert.True(again.Succeeded);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Single(await module.EventsAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Expiry_that_is_not_in_the_future_is_refused_at_its_field(int seconds)
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var result = await module.MoveExpiryAsync(id, TimeSpan.FromSeconds(seconds));

        Assert.Equal((ApiKeyErrorCode.Invalid, "expiresAt"), (result.Refusal().Code, result.Refusal().Field));
        Assert.Null((await module.RetrieveAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task Expired_key_does_not_come_back_by_another_expiry()
    {
        await using var module = new TestModule();
        var created = (await module.TryCreateAsync(
            new() { Type = ApiKeyType.Secret, Title = "Short", ExpiresAt = TestModule.Start.AddHours(1) })).Value!;
        module.Time.Advance(TimeSpan.FromHours(1));

        var moved = await module.MoveExpiryAsync(created.Key.Id, TimeSpan.FromDays(1));
        var removed = await module.UpdateAsync(new() { Id = created.Key.Id, Expiry = ExpiryChange.Never });

        Assert.All([moved, removed], result => Assert.Equal(
            (ApiKeyErrorCode.NotAllowed, "expiresAt", created.Key.Id), (result.Refusal().Code, result.Refusal().Field, result.Refusal().SubjectId)));
        Assert.Contains("Create a new key instead.", moved.Refusal().Message, StringComparison.Ordinal);
        Assert.Equal(VerificationCode.Expired, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Revoked_keys_expiry_is_fixed_and_its_title_is_not()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(10));
        await module.RevokeAsync(id);

        var moved = await module.MoveExpiryAsync(id, TimeSpan.FromDays(20));
        var renamed = await module.UpdateAsync(
            new() { Id = id, Title = "Leaked", Expiry = ExpiryChange.At(TestModule.Start.AddDays(10)) });

        Assert.Equal(ApiKeyErrorCode.NotAllowed, moved.Refusal().Code);
        Assert.Equal("Leaked", renamed.Value!.Title);
    }

    [Fact]
    public async Task Pending_and_revoking_keys_can_have_another_expiry()
    {
        await using var module = new TestModule();
        var pending = (await module.CreateAsync(awaitConfirmation: true)).Key.Id;
        var revoking = (await module.CreateAsync()).Key.Id;
        await module.RevokeAsync(revoking, TimeSpan.FromDays(1));

        Assert.True((await module.MoveExpiryAsync(pending, TimeSpan.FromDays(2))).Succeeded);
        Assert.True((await module.MoveExpiryAsync(revoking, TimeSpan.FromDays(2))).Succeeded);
    }

    [Fact]
    public async Task One_of_several_that_is_dead_changes_none()
    {
        await using var module = new TestModule();
        var alive = (await module.CreateAsync()).Key.Id;
        var dead = (await module.CreateAsync()).Key.Id;
        await module.RevokeAsync(dead);

        var result = await module.Keys.UpdateAsync(
            [new() { Id = alive, Expiry = ExpiryChange.At(TestModule.Start.AddDays(1)) }, new() { Id = dead, Expiry = ExpiryChange.At(TestModule.Start.AddDays(1)) }],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal("[1].expiresAt", result.Refusal().Field);
        Assert.Null((await module.RetrieveAsync(alive)).ExpiresAt);
    }
}
