using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Usage;

/// <summary>A key that is presented after its end is reported.</summary>
public sealed class EndedKeyUseTests
{
    private static readonly ApiKeyCaller Stranger = new(IPAddress.Parse("198.51.100.4"), "curl/8.5", "/orders");

    [Fact]
    public async Task Use_of_a_revoked_key_tells_since_when_how_often_and_who()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.UseAsync(created, Stranger);
        await module.RevokeAsync(created.Key.Id);
        module.Time.Advance(TimeSpan.FromHours(5));
        await module.UseAsync(created, Stranger);
        module.Time.Advance(TimeSpan.FromMinutes(10));
        await module.UseAsync(created);
        await module.UseAsync(created, Stranger);

        var ended = (await module.UsageOfAsync(created.Key.Id)).Verdict.AfterEnd!;

        Assert.Equal((ApiKeyStatus.Revoked, TestModule.Start, false), (ended.Status, ended.EndedAt, ended.IsDeleted));
        Assert.Equal((TestModule.Start.AddHours(5), TestModule.Start.AddHours(5).AddMinutes(10), 3), (ended.Since, ended.LastAt, ended.Attempts));
        Assert.Equal(["198.51.100.4", "203.0.113.7"], ended.Callers.Select(caller => caller.Address).Order(StringComparer.Ordinal));
        Assert.All(ended.Callers, caller => Assert.False(caller.IsAccepted));
    }

    [Fact]
    public async Task Caller_that_was_refused_for_its_scope_before_counts_from_the_end_on()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        module.Note(created.Key.Id, VerificationCode.InsufficientScope, Stranger);
        module.Time.Advance(TimeSpan.FromHours(1));
        await module.RevokeAsync(created.Key.Id);
        module.Time.Advance(TimeSpan.FromHours(2));
        await module.UseAsync(created, Stranger);

        var ended = (await module.UsageOfAsync(created.Key.Id)).Verdict.AfterEnd!;

        Assert.Equal((TestModule.Start.AddHours(3), 1), (ended.Since, ended.Attempts));
    }

    [Fact]
    public async Task Key_that_works_or_that_nobody_presents_any_more_trips_nothing()
    {
        await using var module = new TestModule();
        var working = await module.CreateAsync();
        var ended = await module.CreateAsync();
        await module.UseAsync(ended);
        await module.RevokeAsync(ended.Key.Id);
        await module.UseAsync(working);
        module.Note(working.Key.Id, VerificationCode.WrongType);

        Assert.Null((await module.UsageOfAsync(working.Key.Id)).Verdict.AfterEnd);
        Assert.Null((await module.UsageOfAsync(ended.Key.Id)).Verdict.AfterEnd);
        Assert.Empty(await ListAsync(module, TestModule.Start));
    }

    [Fact]
    public async Task Dead_keys_in_use_are_listed_the_latest_first_rolled_expired_and_deleted_ones_too()
    {
        await using var module = new TestModule();
        var expiring = (await module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Expiring", ExpiresAt = TestModule.Start.AddMinutes(30) },
            TestModule.Dana, null, TestModule.Cancellation)).Value!;
        var rolled = await module.CreateAsync("Rolled");
        await module.RollAsync(rolled.Key.Id);
        var deleted = await module.CreateAsync("Deleted");
        await module.RevokeAsync(deleted.Key.Id);
        await module.DeleteAsync(deleted.Key.Id);
        module.Time.Advance(TimeSpan.FromHours(1));

        foreach (var created in new[] { expiring, rolled, deleted })
        {
            module.Time.Advance(TimeSpan.FromMinutes(1));
            await module.UseAsync(created, Stranger);
        }

        var listed = await ListAsync(module, TestModule.Start);

        Assert.Equal(
            [("Deleted", ApiKeyStatus.Revoked, true), ("Rolled", ApiKeyStatus.Revoked, false), ("Expiring", ApiKeyStatus.Expired, false)],
            listed.Select(ended => (ended.Title, ended.Status, ended.IsDeleted)));
    }

    [Fact]
    public async Task Key_that_expired_before_it_was_revoked_is_dead_since_it_expired()
    {
        await using var module = new TestModule();
        var expiresAt = TestModule.Start.AddMinutes(30);
        var created = (await module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Expiring", ExpiresAt = expiresAt }, TestModule.Dana, null, TestModule.Cancellation)).Value!;
        module.Time.Advance(TimeSpan.FromHours(1));
        await module.UseAsync(created, Stranger);
        await module.RevokeAsync(created.Key.Id);
        module.Time.Advance(TimeSpan.FromHours(1));
        await module.UseAsync(created, Stranger);

        var ended = (await module.UsageOfAsync(created.Key.Id)).Verdict.AfterEnd!;

        Assert.Equal((ApiKeyStatus.Revoked, expiresAt, 2), (ended.Status, ended.EndedAt, ended.Attempts));
        Assert.Equal(TestModule.Start.AddHours(1), ended.Since);
    }

    [Fact]
    public async Task List_is_limited_in_number_and_in_time_however_many_callers_one_key_has()
    {
        await using var module = new TestModule();
        var keys = new List<CreatedApiKey>();
        for (var i = 0; i < 4; i++)
        {
            keys.Add(await module.CreateAsync($"Key {i}"));
            await module.RevokeAsync(keys[i].Key.Id);
            await module.UseAsync(keys[i]);
            module.Time.Advance(TimeSpan.FromHours(1));
        }

        for (var i = 0; i < 45; i++)
        {
            await module.UseAsync(keys[3], Stranger with { UserAgent = $"bot/{i}" });
            await module.FlushAsync();
        }

        Assert.Equal(["Key 3", "Key 2"], (await ListAsync(module, TestModule.Start, limit: 2)).Select(ended => ended.Title));
        Assert.Equal(["Key 3", "Key 2", "Key 1"], (await ListAsync(module, TestModule.Start.AddHours(1))).Select(ended => ended.Title));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(module, TestModule.Start, limit: 101));
    }

    private static Task<IReadOnlyList<EndedKeyUse>> ListAsync(TestModule module, DateTimeOffset since, int limit = 10) =>
        module.Usage().ListEndedKeysInUseAsync(since, limit, TestModule.Cancellation);
}
