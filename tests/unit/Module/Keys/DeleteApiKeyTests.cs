using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class DeleteApiKeyTests
{
    [Theory]
    [InlineData(ApiKeyStatus.Active)]
    [InlineData(ApiKeyStatus.Revoking)]
    public async Task Working_key_can_not_be_deleted(ApiKeyStatus status)
    {
        await using var module = new TestModule();
        var created = await ArrangeAsync(module, status);

        var result = await module.DeleteAsync(created.Key.Id);

        Assert.Equal((ApiKeyErrorCode.NotAllowed, created.Key.Id), (result.Refusal().Code, result.Refusal().SubjectId));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    [Theory]
    [InlineData(ApiKeyStatus.Pending, VerificationCode.NotFound)]
    [InlineData(ApiKeyStatus.Revoked, VerificationCode.Revoked)]
    [InlineData(ApiKeyStatus.Expired, VerificationCode.Expired)]
    public async Task Deleted_key_is_gone_from_lists_and_its_token_still_told_what_killed_it(ApiKeyStatus status, VerificationCode told)
    {
        await using var module = new TestModule();
        var created = await ArrangeAsync(module, status);

        var deleted = await module.DeleteAsync(created.Key.Id);

        Assert.Equal((created.Key.Id, status), (deleted.Value!.Id, deleted.Value.Status));
        Assert.Equal(0, (await module.ListAsync()).Count);
        Assert.Null(await module.Keys.RetrieveAsync(created.Key.Id, TestModule.Cancellation));
        Assert.Equal(ApiKeyErrorCode.NotFound, (await module.DeleteAsync(created.Key.Id)).Refusal().Code);
        Assert.Equal(told, await module.VerifyAsync(created));
        Assert.Equal(ApiKeyAction.Deleted, (await module.ActionsAsync(created.Key.Id))[^1]);
    }

    [Fact]
    public async Task Deleted_pending_key_never_works_again()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);
        await module.DeleteAsync(created.Key.Id);

        var activated = await module.ActivateAsync(created.Key.Id);

        Assert.Equal(ApiKeyErrorCode.NotFound, activated.Refusal().Code);
    }

    [Fact]
    public async Task One_working_key_among_several_keeps_all()
    {
        await using var module = new TestModule();
        var dead = await ArrangeAsync(module, ApiKeyStatus.Revoked);
        var alive = await module.CreateAsync();
        var before = DatabaseSnapshot.Take(module.Path);

        var refused = await module.Keys.DeleteAsync([dead.Key.Id, alive.Key.Id], TestModule.Dana, null, TestModule.Cancellation);
        Assert.Equal(alive.Key.Id, refused.Refusal().SubjectId);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));

        await module.RevokeAsync(alive.Key.Id);
        var deleted = await module.Keys.DeleteAsync([dead.Key.Id, alive.Key.Id], TestModule.Dana, null, TestModule.Cancellation);
        Assert.Equal([dead.Key.Id, alive.Key.Id], deleted.Value!.Select(key => key.Id));
        Assert.Equal(0, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Repeated_call_answers_as_the_first_and_another_key_is_refused()
    {
        await using var module = new TestModule();
        var first = await ArrangeAsync(module, ApiKeyStatus.Revoked);
        var second = await ArrangeAsync(module, ApiKeyStatus.Revoked);
        await module.DeleteAsync(first.Key.Id, "click-1");

        var repeated = await module.DeleteAsync(first.Key.Id, "click-1");
        var misused = await module.DeleteAsync(second.Key.Id, "click-1");

        Assert.Equal(first.Key.Id, repeated.Value!.Id);
        Assert.Equal("transactionId", misused.Refusal().Field);
        Assert.Equal(1, (await module.ListAsync()).Count);
    }

    private static async Task<CreatedApiKey> ArrangeAsync(TestModule module, ApiKeyStatus status)
    {
        var expiresAt = status == ApiKeyStatus.Expired ? module.Time.GetUtcNow().AddMinutes(1) : (DateTimeOffset?)null;
        var created = (await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = "Till",
            ExpiresAt = expiresAt,
            AwaitConfirmation = status == ApiKeyStatus.Pending,
        })).Value!;
        if (status is ApiKeyStatus.Revoked or ApiKeyStatus.Revoking)
        {
            await module.RevokeAsync(created.Key.Id, status == ApiKeyStatus.Revoking ? TimeSpan.FromHours(1) : TimeSpan.Zero);
        }

        module.Time.Advance(TimeSpan.FromMinutes(1));
        return created;
    }
}
