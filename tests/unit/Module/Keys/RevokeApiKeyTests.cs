using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class RevokeApiKeyTests
{
    [Fact]
    public async Task Revoked_key_no_longer_verifies()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        var revoked = (await module.RevokeAsync(created.Key.Id, reason: " Leaked on a forum ", by: TestModule.Sam)).Value!;

        Assert.Equal(
            (ApiKeyStatus.Revoked, TestModule.Start, TestModule.Sam.Id, "Leaked on a forum"),
            (revoked.Status, revoked.RevokedAt, revoked.RevokedBy, revoked.RevokeReason));
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Event_tells_who_revoked_when_and_why()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        module.Time.Advance(TimeSpan.FromMinutes(1));

        await module.RevokeAsync(id, reason: "Leaked", by: TestModule.Sam);

        var row = (await module.EventsAsync(id))[^1];
        Assert.Equal((ApiKeyAction.Revoked, TestModule.Sam.Id, TestModule.Start.AddMinutes(1)), (row.Action, row.Actor, row.At));
        Assert.Equal(("2026-03-02T09:01:00.000Z", "Leaked"), (row.Facts[EventFacts.RevokedAt], row.Facts[EventFacts.Reason]));
    }

    [Fact]
    public async Task Scheduled_revocation_takes_effect_at_its_moment_to_the_millisecond()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        var scheduled = (await module.RevokeAsync(created.Key.Id, TimeSpan.FromHours(1))).Value!;
        module.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        var justBefore = await module.VerifyAsync(created);
        module.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((ApiKeyStatus.Revoking, TestModule.Start.AddHours(1)), (scheduled.Status, scheduled.RevokedAt));
        Assert.Equal(VerificationCode.Valid, justBefore);
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.RevocationScheduled], await module.ActionsAsync(created.Key.Id));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    public async Task Scheduled_revocation_can_be_moved(int minutes)
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id, TimeSpan.FromMinutes(60));

        var moved = (await module.RevokeAsync(created.Key.Id, TimeSpan.FromMinutes(minutes), by: TestModule.Sam)).Value!;

        Assert.Equal((TestModule.Start.AddMinutes(minutes), TestModule.Sam.Id), (moved.RevokedAt, moved.RevokedBy));
    }

    [Fact]
    public async Task Scheduled_revocation_can_be_brought_forward_to_now()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id, TimeSpan.FromDays(7));

        await module.RevokeAsync(created.Key.Id);

        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Revoked_key_stays_revoked_whatever_is_asked(int hours)
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id, reason: "Leaked", by: TestModule.Sam);
        module.Time.Advance(TimeSpan.FromDays(400));
        var before = DatabaseSnapshot.Take(module.Path);

        var again = await module.RevokeAsync(created.Key.Id, TimeSpan.FromHours(hours));
        var cancelled = await module.CancelRevocationAsync(created.Key.Id);
        var activated = await module.ActivateAsync(created.Key.Id);
        var rolled = await module.TryRollAsync(created.Key.Id);

        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, again.Refusal().Code);
        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, cancelled.Refusal().Code);
        Assert.Equal(ApiKeyErrorCode.NotAllowed, activated.Refusal().Code);
        Assert.Equal(ApiKeyErrorCode.NotAllowed, rolled.Refusal().Code);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Already_revoked_is_said_before_an_outdated_version()
    {
        await using var module = new TestModule();
        var seen = (await module.CreateAsync()).Key;
        await module.RevokeAsync(seen.Id);

        var result = await module.RevokeAsync(seen.Id, expectedVersion: seen.Version);

        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, result.Refusal().Code);
    }

    [Fact]
    public async Task Outdated_version_is_a_conflict_and_the_key_goes_on_working()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.UpdateAsync(new() { Id = created.Key.Id, Title = "Renamed" });

        var result = await module.RevokeAsync(created.Key.Id, expectedVersion: created.Key.Version);

        Assert.Equal(ApiKeyErrorCode.Conflict, result.Refusal().Code);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Several_keys_are_revoked_together()
    {
        await using var module = new TestModule();
        var first = await module.CreateAsync("First");
        var second = await module.CreateAsync("Second");

        var result = await module.Keys.RevokeAsync(
            [new RevokeApiKeyRequest { Id = second.Key.Id }, new RevokeApiKeyRequest { Id = first.Key.Id, After = TimeSpan.FromHours(1) }],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(
            [(second.Key.Id, ApiKeyStatus.Revoked), (first.Key.Id, ApiKeyStatus.Revoking)], result.Value!.Select(key => (key.Id, key.Status)));
        Assert.Single((await module.EventsAsync(first.Key.Id)).Concat(await module.EventsAsync(second.Key.Id))
            .Where(row => row.Action != ApiKeyAction.Created).Select(row => row.ExecutionId).Distinct());
    }

    [Fact]
    public async Task Unknown_and_revoked_keys_among_several_are_each_named_and_none_is_revoked()
    {
        await using var module = new TestModule();
        var good = await module.CreateAsync();
        var unknown = await module.Keys.RevokeAsync(
            [.. new[] { good.Key.Id, "apk_none", "apk_nil" }.Select(id => new RevokeApiKeyRequest { Id = id })],
            TestModule.Dana, null, TestModule.Cancellation);
        var dead = await module.CreateAsync();
        await module.RevokeAsync(dead.Key.Id);

        var revoked = await module.Keys.RevokeAsync(
            [.. new[] { good.Key.Id, dead.Key.Id }.Select(id => new RevokeApiKeyRequest { Id = id })], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal([("apk_none", ApiKeyErrorCode.NotFound), ("apk_nil", ApiKeyErrorCode.NotFound)], unknown.Errors.Select(e => (e.SubjectId!, e.Code)));
        Assert.Equal((dead.Key.Id, ApiKeyErrorCode.AlreadyRevoked), (revoked.Refusal().SubjectId!, revoked.Refusal().Code));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(good));
    }

    [Fact]
    public async Task Repeated_call_answers_for_the_first_even_when_the_key_is_deleted_since()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var first = await module.RevokeAsync(id, transactionId: "click-1");
        await module.DeleteAsync(id);

        var second = await module.RevokeAsync(id, transactionId: "click-1");

        Assert.Equal((id, ApiKeyStatus.Revoked, first.Value!.RevokedAt), (second.Value!.Id, second.Value.Status, second.Value.RevokedAt));
    }

    [Fact]
    public async Task Transaction_id_of_another_key_is_refused_and_nothing_claimed()
    {
        await using var module = new TestModule();
        var first = await module.CreateAsync("First");
        var second = await module.CreateAsync("Second");
        await module.RevokeAsync(first.Key.Id, transactionId: "click-1");

        var misused = await module.RevokeAsync(second.Key.Id, transactionId: "click-1");

        Assert.Equal((ApiKeyErrorCode.Conflict, "transactionId"), (misused.Refusal().Code, misused.Refusal().Field));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(second));
    }

    [Fact]
    public async Task Refused_call_leaves_its_transaction_id_free()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id, expectedVersion: Guid.NewGuid(), transactionId: "click-1");

        var second = await module.RevokeAsync(created.Key.Id, transactionId: "click-1");

        Assert.Equal(ApiKeyStatus.Revoked, second.Value!.Status);
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Expired_key_can_still_be_revoked()
    {
        await using var module = new TestModule();
        var created = (await module.TryCreateAsync(
            new() { Type = ApiKeyType.Secret, Title = "Short", ExpiresAt = TestModule.Start.AddHours(1) })).Value!;
        module.Time.Advance(TimeSpan.FromHours(2));

        await module.RevokeAsync(created.Key.Id);

        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task What_a_call_answers_is_what_is_read_afterwards()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var answered = (await module.RevokeAsync(id, TimeSpan.FromTicks(12_345_678), "Why")).Value!;

        Assert.Equivalent(answered, await module.RetrieveAsync(id), strict: true);
    }
}
