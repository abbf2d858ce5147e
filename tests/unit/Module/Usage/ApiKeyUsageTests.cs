using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class ApiKeyUsageTests
{
    [Fact]
    public async Task Days_of_several_keys_are_counted_apart_and_older_ones_left_out()
    {
        await using var module = new TestModule();
        var (first, second) = ((await module.CreateAsync()).Key.Id, (await module.CreateAsync("Other")).Key.Id);
        module.Note(first);
        module.Time.Advance(TimeSpan.FromDays(7));
        module.Note(first);
        module.Note(first);
        module.Note(first, VerificationCode.WrongType);
        module.Time.Advance(TimeSpan.FromDays(6));
        module.Note(second);
        await module.FlushAsync();

        var days = await module.Get<IApiKeyUsage>().ReadDaysAsync([first, second, "apk_none"], 7, TestModule.Cancellation);

        Assert.Equal([2, 0, 0, 0, 0, 0, 0], days[first].Select(day => day.Accepted));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1], days[second].Select(day => day.Accepted));
        Assert.All(days["apk_none"], day => Assert.Equal(0, day.Accepted));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.Get<IApiKeyUsage>().ReadDaysAsync([first], 31, TestModule.Cancellation));
    }

    [Fact]
    public async Task Key_nobody_has_used_has_empty_hours_and_days()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var usage = await module.UsageOfAsync(id);

        Assert.Equal((24, 30), (usage.Hours.Count, usage.Days.Count));
        Assert.Equal((TestModule.Start, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)), (usage.Hours[^1].Start, usage.Days[^1].Start));
        Assert.All([.. usage.Hours, .. usage.Days], period => Assert.Equal((0, 0), (period.Accepted, period.RefusedTotal)));
        Assert.Empty(usage.Callers);
        Assert.Equal(UseLevel.NeverUsed, usage.Verdict.Level);
    }

    [Fact]
    public async Task Uses_are_laid_out_by_the_hour_and_by_the_day()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        module.Note(id);
        module.Time.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(30));
        module.Note(id);
        module.Note(id, VerificationCode.WrongType);
        module.Time.Advance(TimeSpan.FromHours(1));
        module.Note(id, VerificationCode.InsufficientScope);

        var usage = await module.UsageOfAsync(id);

        Assert.Equal([(1, 1), (0, 1)], usage.Hours.TakeLast(2).Select(hour => (hour.Accepted, hour.RefusedTotal)));
        Assert.Equal([(1, 0), (0, 0), (1, 2)], usage.Days.TakeLast(3).Select(day => (day.Accepted, day.RefusedTotal)));
        Assert.Equal(
            [(VerificationCode.WrongType, 1), (VerificationCode.InsufficientScope, 1)],
            usage.Days[^1].Refused.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal((1, 2), (usage.Hours.Sum(hour => hour.Accepted), usage.Hours.Sum(hour => hour.RefusedTotal)));
    }

    [Fact]
    public async Task Uses_of_all_keys_are_counted_together_for_a_day()
    {
        await using var module = new TestModule();
        var (one, other) = ((await module.CreateAsync()).Key.Id, (await module.CreateAsync()).Key.Id);
        module.Note(one);
        module.Time.Advance(TimeSpan.FromHours(24));
        module.Note(one);
        module.Note(other);
        module.Note(other, VerificationCode.Revoked);

        var hours = await module.Usage().ReadStoreAsync(TestModule.Cancellation);

        Assert.Equal((24, module.Time.GetUtcNow()), (hours.Count, hours[^1].Start));
        Assert.Equal((2, 1), (hours[^1].Accepted, hours[^1].Refused[VerificationCode.Revoked]));
        Assert.Equal((2, 1), (hours.Sum(hour => hour.Accepted), hours.Sum(hour => hour.RefusedTotal)));
    }

    [Fact]
    public async Task Use_a_moment_ago_is_told_before_any_interval_is_over()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.UseAsync(created);

        var usage = await module.UsageOfAsync(created.Key.Id);

        Assert.Equal((UseLevel.InUse, TestModule.Start), (usage.Verdict.Level, usage.Verdict.LastUsedAt));
        Assert.Equal(("203.0.113.7", "worker/1.0", "/orders/{id}"), Named(usage.LastAcceptedCaller!));
        Assert.Equal(1, usage.Hours[^1].Accepted);
    }

    [Fact]
    public async Task Callers_come_latest_first_and_those_of_the_last_hour_are_in_the_verdict()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        module.Note(id);
        module.Time.Advance(TimeSpan.FromMinutes(1));
        module.Note(id, caller: new ApiKeyCaller(IPAddress.Loopback));
        module.Note(id, VerificationCode.WrongType, new ApiKeyCaller(IPAddress.IPv6Loopback));
        module.Time.Advance(TimeSpan.FromMinutes(59));
        module.Note("apk_other", caller: new ApiKeyCaller(IPAddress.Broadcast));

        var usage = await module.UsageOfAsync(id);

        Assert.Equal("203.0.113.7", usage.Callers[^1].Address);
        Assert.Equal(["127.0.0.1", "::1"], usage.Callers.Take(2).Select(caller => caller.Address).Order(StringComparer.Ordinal));
        Assert.Equal(["127.0.0.1"], usage.Verdict.CallersInLastHour.Select(caller => caller.Address));
        Assert.Equal("127.0.0.1", usage.LastAcceptedCaller!.Address);
    }

    [Fact]
    public async Task Quiet_key_is_judged_quiet_and_several_are_judged_at_once()
    {
        await using var module = new TestModule();
        var quiet = (await module.CreateAsync()).Key.Id;
        module.Note(quiet);
        await module.FlushAsync();
        module.Time.Advance(TimeSpan.FromDays(41));
        var used = (await module.CreateAsync("Other")).Key.Id;
        module.Note(used);

        var verdicts = await module.Usage().GetVerdictsAsync([quiet, used, "apk_none"], TestModule.Cancellation);

        Assert.Equal([(quiet, UseLevel.Quiet), (used, UseLevel.InUse)], verdicts.Select(pair => (pair.Key, pair.Value.Level)).OrderBy(pair => pair.Level));
        Assert.Single(verdicts[used].CallersInLastHour);
        Assert.Empty(verdicts[quiet].CallersInLastHour);
    }

    [Fact]
    public async Task What_could_not_be_written_makes_quiet_unknown_and_hides_nothing_stored()
    {
        var database = new UnwritableDatabase();
        await using var module = new TestModule(interceptor: database);
        var id = (await module.CreateAsync()).Key.Id;
        module.Note(id);
        await module.FlushAsync();
        module.Time.Advance(TimeSpan.FromDays(41));
        module.Note(id);
        database.IsFull = true;

        var usage = await module.UsageOfAsync(id);
        var verdicts = await module.Usage().GetVerdictsAsync([id], TestModule.Cancellation);

        Assert.Equal((UseLevel.Unknown, TestModule.Start), (usage.Verdict.Level, usage.Verdict.LastUsedAt));
        Assert.Equal(UseLevel.Unknown, verdicts[id].Level);
        Assert.Single(usage.Callers);
        Assert.Contains(module.Logs.GetSnapshot(), record => record.Id == 1202);
    }

    [Fact]
    public async Task Old_and_new_key_of_a_roll_are_read_at_once()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var replacement = await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));
        await module.UseAsync(old);
        await module.UseAsync(replacement);
        await module.UseAsync(replacement);

        var usages = await module.Usage().ReadAsync([old.Key.Id, replacement.Key.Id], TestModule.Cancellation);

        Assert.Equal((1, 2), (usages[old.Key.Id].Days[^1].Accepted, usages[replacement.Key.Id].Days[^1].Accepted));
    }

    [Fact]
    public async Task Key_that_never_was_has_no_usage()
    {
        await using var module = new TestModule();

        Assert.Null(await module.Usage().ReadAsync("apk_none", TestModule.Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => module.Usage().ReadAsync([.. Enumerable.Repeat("apk_1", ListApiKeysQuery.MaxValues + 1)], TestModule.Cancellation));
    }

    private static (string?, string?, string?) Named(KeyCaller caller) => (caller.Address, caller.UserAgent, caller.Route);
}
