using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>A caller that may not prolong a key is held to the end that the key has at the commit, not to the one that the caller saw.</summary>
public sealed class NeverLaterTests
{
    [Fact]
    public async Task An_expiry_is_brought_forward_and_not_moved_back_or_removed()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(10));

        var earlier = await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.At(TestModule.Start.AddDays(5)), NeverLater = true });
        var same = await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.At(TestModule.Start.AddDays(5)), NeverLater = true });
        var later = await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.At(TestModule.Start.AddDays(6)), NeverLater = true });
        var never = await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.Never, NeverLater = true });

        Assert.Equal((true, true), (earlier.Succeeded, same.Succeeded));
        Assert.Equal((ApiKeyErrorCode.Forbidden, ApiKeyErrorCode.Forbidden), (later.Refusal().Code, never.Refusal().Code));
        Assert.Equal(TestModule.Start.AddDays(5), (await module.RetrieveAsync(id)).ExpiresAt);
    }

    [Fact]
    public async Task A_revocation_is_scheduled_and_brought_forward_and_not_moved_back()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var scheduled = await RevokeAsync(module, id, TimeSpan.FromHours(2));
        var earlier = await RevokeAsync(module, id, TimeSpan.FromHours(1));
        var later = await RevokeAsync(module, id, TimeSpan.FromHours(2));

        Assert.Equal((true, true), (scheduled.Succeeded, earlier.Succeeded));
        Assert.Equal(ApiKeyErrorCode.Forbidden, later.Refusal().Code);
        Assert.Equal(TestModule.Start.AddHours(1), (await module.RetrieveAsync(id)).RevokedAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_whose_revocation_is_scheduled_is_not_rolled(bool awaitConfirmation)
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        await module.RevokeAsync(id, TimeSpan.FromHours(1));

        var rolled = await module.Keys.RollAsync(
            new RollApiKeyRequest { Id = id, AwaitConfirmation = awaitConfirmation, NeverLater = true }, TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(ApiKeyErrorCode.Forbidden, rolled.Refusal().Code);
        Assert.Single((await module.ListAsync()).Items);
    }

    private static Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(TestModule module, string id, TimeSpan after) =>
        module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = id, After = after, NeverLater = true }, TestModule.Dana, null, TestModule.Cancellation);
}
