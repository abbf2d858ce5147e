using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class CancelRevocationTests
{
    [Fact]
    public async Task Key_whose_revocation_is_called_off_goes_on_working()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id, TimeSpan.FromHours(1), "Maybe leaked");

        var cancelled = (await module.CancelRevocationAsync(created.Key.Id)).Value!;
        module.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(ApiKeyStatus.Active, cancelled.Status);
        Assert.Equal((null, null, null), (cancelled.RevokedAt, cancelled.RevokedBy, cancelled.RevokeReason));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
        Assert.Equal("2026-03-02T10:00:00.000Z", (await module.EventsAsync(created.Key.Id))[^1].Facts[EventFacts.RevokedAt]);
    }

    [Fact]
    public async Task Revocation_that_took_effect_can_not_be_called_off()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id, TimeSpan.FromHours(1));
        module.Time.Advance(TimeSpan.FromHours(1));

        var result = await module.CancelRevocationAsync(created.Key.Id);

        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, result.Refusal().Code);
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Revocation_that_is_not_scheduled_can_not_be_called_off()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var result = await module.CancelRevocationAsync(id);

        Assert.Equal((ApiKeyErrorCode.NotAllowed, id), (result.Refusal().Code, result.Refusal().SubjectId));
        Assert.Equal([ApiKeyAction.Created], await module.ActionsAsync(id));
    }

    [Fact]
    public async Task Schedule_that_somebody_moved_since_is_a_conflict()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var seen = (await module.RevokeAsync(id, TimeSpan.FromHours(1))).Value!;
        await module.RevokeAsync(id, TimeSpan.FromHours(2), by: TestModule.Sam);

        var result = await module.CancelRevocationAsync(id, seen.Version);

        Assert.Equal(ApiKeyErrorCode.Conflict, result.Refusal().Code);
        Assert.Equal(TestModule.Start.AddHours(2), (await module.RetrieveAsync(id)).RevokedAt);
    }

    [Fact]
    public async Task Repeated_call_answers_as_the_first_and_another_key_is_refused()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var other = (await module.CreateAsync()).Key.Id;
        await module.RevokeAsync(id, TimeSpan.FromHours(1));
        await module.RevokeAsync(other, TimeSpan.FromHours(1));
        await module.CancelRevocationAsync(id, transactionId: "click-1");

        var repeated = await module.CancelRevocationAsync(id, transactionId: "click-1");
        var misused = await module.CancelRevocationAsync(other, transactionId: "click-1");

        Assert.Equal(ApiKeyStatus.Active, repeated.Value!.Status);
        Assert.Equal("transactionId", misused.Refusal().Field);
        Assert.Equal(ApiKeyStatus.Revoking, (await module.RetrieveAsync(other)).Status);
    }
}
