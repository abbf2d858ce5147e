using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Policies;

public sealed class KeyLifetimePolicyTests
{
    private static readonly UpdatePolicyRequest AtMost90Days = new() { SecretKeyLifetime = new() { MaxDays = 90, DefaultDays = 30 } };

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(90, null, 90)]
    [InlineData(90, 30, 30)]
    [InlineData(null, 30, 30)]
    public async Task New_key_without_an_expiry_gets_that_of_the_policy(int? max, int? unlessAsked, int? days)
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(new() { SecretKeyLifetime = new() { MaxDays = max, DefaultDays = unlessAsked } });

        var secret = await module.TryCreateAsync(Secret());
        var publishable = await module.TryCreateAsync(Secret() with { Type = ApiKeyType.Publishable });

        Assert.Equal(days is { } count ? TestModule.Start.AddDays(count) : null, secret.Value!.Key.ExpiresAt);
        Assert.Null(publishable.Value!.Key.ExpiresAt);
    }

    [Fact]
    public async Task New_key_that_would_work_too_long_is_refused_with_the_limit_and_the_day_it_was_set()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(AtMost90Days);
        module.Time.Advance(TimeSpan.FromDays(2));

        var late = await module.TryCreateAsync(Secret() with { ExpiresAt = module.Time.GetUtcNow().AddDays(92) });
        var never = await module.TryCreateAsync(Secret() with { NeverExpires = true });
        var latest = await module.TryCreateAsync(Secret() with { ExpiresAt = module.Time.GetUtcNow().AddDays(90) });

        Assert.Equal(
            (ApiKeyErrorCode.Invalid, "expiresAt", "By a policy of 2026-03-02, secret keys work for at most 90 days. Choose an expiry up to 2026-06-02."),
            (late.Refusal().Code, late.Refusal().Field, late.Refusal().Message));
        Assert.Equal(late.Refusal(), never.Refusal());
        Assert.True(latest.Succeeded);
    }

    [Fact]
    public async Task Default_is_no_limit()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(new() { SecretKeyLifetime = new() { DefaultDays = 30 } });

        Assert.Null((await module.TryCreateAsync(Secret() with { NeverExpires = true })).Value!.Key.ExpiresAt);
        Assert.Equal(TestModule.Start.AddYears(2), (await module.TryCreateAsync(Secret() with { ExpiresAt = TestModule.Start.AddYears(2) })).Value!.Key.ExpiresAt);
    }

    [Fact]
    public async Task Expiry_and_none_at_once_are_refused()
    {
        await using var module = new TestModule();

        var refused = await module.TryCreateAsync(Secret() with { NeverExpires = true, ExpiresAt = TestModule.Start.AddDays(1) });

        Assert.Equal((ApiKeyErrorCode.Invalid, "expiresAt"), (refused.Refusal().Code, refused.Refusal().Field));
    }

    [Fact]
    public async Task Key_can_be_prolonged_to_the_limit_counted_from_its_creation()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(60));
        await module.SetPolicyAsync(AtMost90Days);
        module.Time.Advance(TimeSpan.FromDays(40));

        var late = await module.MoveExpiryAsync(id, TimeSpan.FromDays(52));
        var never = await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.Never });
        var latest = await module.MoveExpiryAsync(id, TimeSpan.FromDays(50));

        Assert.Equal(("expiresAt", "expiresAt"), (late.Refusal().Field, never.Refusal().Field));
        Assert.Equal(TestModule.Start.AddDays(90), latest.Value!.ExpiresAt);
    }

    [Fact]
    public async Task Key_older_than_the_limit_is_to_be_rolled()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        await module.SetPolicyAsync(AtMost90Days);
        module.Time.Advance(TimeSpan.FromDays(100));

        var refused = await module.MoveExpiryAsync(id, TimeSpan.FromDays(1));
        var renamed = await module.UpdateAsync(new() { Id = id, Title = "Older" });

        Assert.EndsWith("secret keys work for at most 90 days. Create or roll a key instead.", refused.Refusal().Message, StringComparison.Ordinal);
        Assert.True(renamed.Succeeded);
    }

    [Theory]
    [InlineData(null, 90)]
    [InlineData(120, 90)]
    [InlineData(60, 60)]
    public async Task Replacement_expires_with_the_old_key_or_at_the_limit(int? old, int days)
    {
        await using var module = new TestModule();
        var id = (await module.TryCreateAsync(Secret() with { ExpiresAt = old is { } count ? TestModule.Start.AddDays(count) : null })).Value!.Key.Id;
        await module.SetPolicyAsync(AtMost90Days);

        var now = await module.TryRollAsync(id);
        var pending = await module.TryRollAsync(now.Value!.Key.Id, awaitConfirmation: true);

        Assert.Equal((TestModule.Start.AddDays(days), TestModule.Start.AddDays(days)), (now.Value!.Key.ExpiresAt, pending.Value!.Key.ExpiresAt));
    }

    private static CreateApiKeyRequest Secret() => new() { Type = ApiKeyType.Secret, Title = "Till" };
}
