using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class AbortRollTests
{
    [Fact]
    public async Task Aborted_roll_keeps_the_old_key_and_refuses_the_new_one()
    {
        await using var module = new TestModule();
        var (old, replacement) = await RollAsync(module);

        var aborted = (await module.AbortRollAsync(replacement.Key.Id, "Too early")).Value!;
        module.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal((ApiKeyStatus.Revoked, "Too early", TestModule.Dana.Id), (aborted.Status, aborted.RevokeReason, aborted.RevokedBy));
        Assert.NotNull(aborted.Receipt);
        Assert.Equal((VerificationCode.Valid, VerificationCode.Revoked), (await module.VerifyAsync(old), await module.VerifyAsync(replacement)));
        var kept = await module.RetrieveAsync(old.Key.Id);
        Assert.Equal((ApiKeyStatus.Active, null, null), (kept.Status, kept.RevokedAt, kept.RevokedBy));
    }

    [Fact]
    public async Task Both_keys_tell_of_the_aborted_roll_and_name_each_other()
    {
        await using var module = new TestModule();
        var (old, replacement) = await RollAsync(module);

        await module.AbortRollAsync(replacement.Key.Id, "Too early");

        var ofOld = (await module.EventsAsync(old.Key.Id))[^1];
        var ofNew = (await module.EventsAsync(replacement.Key.Id))[^1];
        Assert.Equal(
            (ApiKeyAction.RevocationCancelled, replacement.Key.Id, "2026-03-02T10:00:00.000Z"),
            (ofOld.Action, ofOld.Facts[EventFacts.AbortedRoll], ofOld.Facts[EventFacts.RevokedAt]));
        Assert.Equal(
            (ApiKeyAction.Revoked, old.Key.Id, "Too early"), (ofNew.Action, ofNew.Facts[EventFacts.AbortedRoll], ofNew.Facts[EventFacts.Reason]));
        Assert.Equal(ofOld.ExecutionId, ofNew.ExecutionId);
    }

    [Fact]
    public async Task Old_key_of_an_aborted_roll_can_be_rolled_again()
    {
        await using var module = new TestModule();
        var (old, replacement) = await RollAsync(module);
        await module.AbortRollAsync(replacement.Key.Id);

        var second = await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));
        var aborted = await module.AbortRollAsync(second.Key.Id);

        Assert.True(aborted.Succeeded);
        Assert.Equal(ApiKeyStatus.Active, (await module.RetrieveAsync(old.Key.Id)).Status);
    }

    [Fact]
    public async Task Roll_whose_old_key_has_ended_can_not_be_aborted()
    {
        await using var module = new TestModule();
        var (old, replacement) = await RollAsync(module);
        module.Time.Advance(TimeSpan.FromHours(1));

        var refusal = (await module.AbortRollAsync(replacement.Key.Id)).Refusal();

        Assert.Equal((ApiKeyErrorCode.NotAllowed, old.Key.Id), (refusal.Code, refusal.SubjectId));
        Assert.Contains("is Revoked already, and an ended key can't work again", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
    }

    [Fact]
    public async Task Roll_is_not_aborted_in_the_last_seconds_of_the_old_key()
    {
        await using var module = new TestModule();
        var (_, replacement) = await RollAsync(module);
        module.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(2));

        var refusal = (await module.AbortRollAsync(replacement.Key.Id)).Refusal();

        Assert.Contains("too late", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Roll_is_not_aborted_once_the_new_key_was_rolled_again(bool awaitConfirmation)
    {
        await using var module = new TestModule();
        var (_, replacement) = await RollAsync(module);
        await module.RollAsync(replacement.Key.Id, TimeSpan.FromHours(1), awaitConfirmation);

        var refusal = (await module.AbortRollAsync(replacement.Key.Id)).Refusal();

        Assert.Equal((ApiKeyErrorCode.NotAllowed, replacement.Key.Id), (refusal.Code, refusal.SubjectId));
        Assert.Contains("rolled again", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_latest_roll_of_a_key_is_aborted()
    {
        await using var module = new TestModule();
        var (old, first) = await RollAsync(module);
        await module.CancelRevocationAsync(old.Key.Id);
        var second = await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));

        var refusal = (await module.AbortRollAsync(first.Key.Id)).Refusal();

        Assert.Equal(old.Key.Id, refusal.SubjectId);
        Assert.Equal(ApiKeyStatus.Active, (await module.RetrieveAsync(second.Key.Id)).Status);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(48)]
    public async Task Revocation_that_was_scheduled_before_the_roll_is_not_cancelled(double hours)
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        await module.RevokeAsync(old.Key.Id, TimeSpan.FromHours(hours), "Leaked");
        var replacement = await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));

        var refusal = (await module.AbortRollAsync(replacement.Key.Id)).Refusal();

        Assert.Equal((ApiKeyErrorCode.NotAllowed, old.Key.Id), (refusal.Code, refusal.SubjectId));
        Assert.Contains("was scheduled before the roll", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((ApiKeyStatus.Revoking, "Leaked"), await module.RetrieveAsync(old.Key.Id) is var kept ? (kept.Status, kept.RevokeReason) : default);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
    }

    [Fact]
    public async Task Roll_is_not_aborted_seconds_before_the_old_key_expires()
    {
        await using var module = new TestModule();
        var old = await module.CreateExpiringAsync(TimeSpan.FromMinutes(30));
        var replacement = await module.RollAsync(old, TimeSpan.FromHours(1));
        module.Time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(2));

        var refusal = (await module.AbortRollAsync(replacement.Key.Id)).Refusal();

        Assert.Contains("too late", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
    }

    [Fact]
    public async Task Key_that_was_not_rolled_has_no_roll_to_abort()
    {
        await using var module = new TestModule();
        var plain = (await module.CreateAsync()).Key.Id;
        var pending = (await module.RollAsync(plain, TimeSpan.FromHours(1), awaitConfirmation: true)).Key.Id;

        var ofPlain = (await module.AbortRollAsync(plain)).Refusal();
        var ofPending = (await module.AbortRollAsync(pending)).Refusal();

        Assert.Contains("doesn't replace another key", ofPlain.Message, StringComparison.Ordinal);
        Assert.Contains("is Pending", ofPending.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roll_whose_revocation_was_cancelled_already_is_not_aborted()
    {
        await using var module = new TestModule();
        var (old, replacement) = await RollAsync(module);
        await module.CancelRevocationAsync(old.Key.Id);

        var refusal = (await module.AbortRollAsync(replacement.Key.Id)).Refusal();

        Assert.Equal((ApiKeyErrorCode.NotAllowed, old.Key.Id), (refusal.Code, refusal.SubjectId));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
    }

    [Fact]
    public async Task Roll_is_not_aborted_twice()
    {
        await using var module = new TestModule();
        var (_, replacement) = await RollAsync(module);
        await module.AbortRollAsync(replacement.Key.Id, transactionId: "click-1");

        var repeated = await module.AbortRollAsync(replacement.Key.Id, transactionId: "click-1");
        var second = await module.AbortRollAsync(replacement.Key.Id);

        Assert.True(repeated.IsRepeat);
        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, second.Refusal().Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Roll_whose_keys_someone_changed_since_is_a_conflict(bool isOfNewKey)
    {
        await using var module = new TestModule();
        var (old, replacement) = await RollAsync(module);
        var (seenOld, seenNew) = ((await module.RetrieveAsync(old.Key.Id)).Version, (await module.RetrieveAsync(replacement.Key.Id)).Version);
        await (isOfNewKey
            ? module.UpdateAsync(new() { Id = replacement.Key.Id, Title = "Other" })
            : module.RevokeAsync(old.Key.Id, TimeSpan.FromHours(2), by: TestModule.Sam));

        var refusal = (await module.AbortRollAsync(replacement.Key.Id, expectedVersion: seenNew, oldKeyExpectedVersion: seenOld)).Refusal();

        Assert.Equal((ApiKeyErrorCode.Conflict, isOfNewKey ? replacement.Key.Id : old.Key.Id), (refusal.Code, refusal.SubjectId));
        Assert.Equal((VerificationCode.Valid, VerificationCode.Valid), (await module.VerifyAsync(old), await module.VerifyAsync(replacement)));
    }

    private static async Task<(CreatedApiKey Old, CreatedApiKey New)> RollAsync(TestModule module)
    {
        var old = await module.CreateAsync();
        return (old, await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1)));
    }
}
