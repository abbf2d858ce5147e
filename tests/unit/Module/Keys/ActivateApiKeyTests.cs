using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class ActivateApiKeyTests
{
    [Fact]
    public async Task Confirmed_key_begins_to_authenticate()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);
        module.Time.Advance(TimeSpan.FromMinutes(3));

        var activated = (await module.ActivateAsync(created.Key.Id)).Value!;

        Assert.Equal((ApiKeyStatus.Active, TestModule.Start.AddMinutes(3), null), (activated.Status, activated.ActivatedAt, activated.ConfirmBefore));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Activated], await module.ActionsAsync(created.Key.Id));
    }

    [Fact]
    public async Task Key_can_be_confirmed_at_the_last_moment_and_no_later()
    {
        await using var module = new TestModule();
        var first = await module.CreateAsync(awaitConfirmation: true);
        var second = await module.CreateAsync(awaitConfirmation: true);

        module.Time.Advance(TimeSpan.FromMinutes(15));
        var inTime = await module.ActivateAsync(first.Key.Id);
        module.Time.Advance(TimeSpan.FromMilliseconds(1));
        var tooLate = await module.ActivateAsync(second.Key.Id);

        Assert.True(inTime.Succeeded);
        Assert.Equal(ApiKeyErrorCode.ConfirmationTooLate, tooLate.Refusal().Code);
        Assert.Equal(VerificationCode.Pending, await module.VerifyAsync(second));
    }

    [Fact]
    public async Task Key_is_confirmed_once()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);
        await module.ActivateAsync(created.Key.Id);

        var again = await module.ActivateAsync(created.Key.Id);

        Assert.Equal((ApiKeyErrorCode.NotAllowed, created.Key.Id), (again.Refusal().Code, again.Refusal().SubjectId));
    }

    [Fact]
    public async Task Repeated_confirmation_answers_as_the_first()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);
        var first = await module.ActivateAsync(created.Key.Id, "click-1");

        var second = await module.ActivateAsync(created.Key.Id, "click-1");

        Assert.Equal(first.Value!.Version, second.Value!.Version);
        Assert.Equal(2, (await module.EventsAsync(created.Key.Id)).Count);
    }

    [Fact]
    public async Task Pending_key_that_was_revoked_can_not_be_confirmed()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);
        await module.RevokeAsync(created.Key.Id);

        var result = await module.ActivateAsync(created.Key.Id);

        Assert.Equal(ApiKeyErrorCode.NotAllowed, result.Refusal().Code);
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task One_of_several_that_can_not_be_confirmed_confirms_none()
    {
        await using var module = new TestModule();
        var pending = await module.CreateAsync(awaitConfirmation: true);
        var active = await module.CreateAsync();
        var before = DatabaseSnapshot.Take(module.Path);

        var result = await module.Keys.ActivateAsync([pending.Key.Id, active.Key.Id], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(active.Key.Id, result.Refusal().SubjectId);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Two_confirmations_at_once_confirm_once()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => module.ActivateAsync(created.Key.Id))));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Activated], await module.ActionsAsync(created.Key.Id));
    }
}
