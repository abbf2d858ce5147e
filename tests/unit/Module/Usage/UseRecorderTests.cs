using ApiKeys.Operations;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Usage.Flush;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class UseRecorderTests
{
    [Fact]
    public async Task Accepted_token_is_noted_and_written_at_the_flush()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        module.Time.Advance(TimeSpan.FromMinutes(1));

        await module.UseAsync(created);
        var before = await module.RetrieveAsync(created.Key.Id);
        await module.FlushAsync();

        Assert.Null(before.LastUsedAt);
        Assert.Equal(TestModule.Start.AddMinutes(1), (await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task Refused_token_is_counted_and_no_use_of_the_key()
    {
        await using var module = new TestModule();
        var pending = await module.CreateAsync(awaitConfirmation: true);
        var revoked = await module.CreateAsync();
        await module.RevokeAsync(revoked.Key.Id);

        await module.UseAsync(pending);
        await module.UseAsync(revoked);
        await module.FlushAsync();

        Assert.All((await module.ListAsync()).Items, key => Assert.Null(key.LastUsedAt));
        Assert.Equal(
            [(pending.Key.Id, VerificationCode.Pending, 1), (revoked.Key.Id, VerificationCode.Revoked, 1)],
            (await module.CountsAsync()).Select(row => (row.KeyId, row.Code, row.Count)));
    }

    [Fact]
    public async Task Looking_at_a_token_is_no_use()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        await module.VerifyAsync(created);
        await module.FlushAsync();

        Assert.Null((await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
        Assert.Empty(await module.CountsAsync());
    }

    [Theory]
    [InlineData(VerificationCode.Valid)]
    [InlineData(VerificationCode.Revoked)]
    [InlineData(VerificationCode.Expired)]
    [InlineData(VerificationCode.Pending)]
    [InlineData(VerificationCode.WrongType)]
    [InlineData(VerificationCode.InsufficientScope)]
    public async Task Every_outcome_is_counted_by_the_hour(VerificationCode code)
    {
        await using var module = new TestModule();

        module.Note("apk_1", code);
        module.Time.Advance(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(59));
        module.Note("apk_1", code);
        module.Time.Advance(TimeSpan.FromSeconds(1));
        module.Note("apk_1", code);
        module.Time.Advance(TimeSpan.FromMinutes(5));
        await module.FlushAsync();

        Assert.Equal(
            [(TestModule.Start, code, 2), (TestModule.Start.AddHours(1), code, 1)],
            (await module.CountsAsync()).Select(row => (row.Hour, row.Code, row.Count)));
    }

    [Fact]
    public async Task Flushes_add_to_what_is_stored()
    {
        await using var module = new TestModule();

        for (var i = 0; i < 3; i++)
        {
            module.Note("apk_1");
            await module.FlushAsync();
        }

        Assert.Equal(3, Assert.Single(await module.CountsAsync()).Count);
        Assert.Equal(3, Assert.Single(await module.CallersAsync()).Count);
    }

    [Fact]
    public async Task Late_note_of_an_earlier_use_does_not_turn_it_back()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        await using var ahead = module.OtherNode(TimeSpan.FromHours(2));
        module.Note(id);
        ahead.Note(id);

        await ahead.FlushAsync();
        await module.FlushAsync();

        Assert.Equal(TestModule.Start.AddHours(2), (await module.RetrieveAsync(id)).LastUsedAt);
        var caller = Assert.Single(await module.CallersAsync());
        Assert.Equal((TestModule.Start, TestModule.Start.AddHours(2), 2), (caller.FirstAt, caller.LastAt, caller.Count));
    }

    [Fact]
    public async Task Use_is_no_change_of_the_key()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        var before = await module.RetrieveAsync(created.Key.Id);
        module.Time.Advance(TimeSpan.FromMinutes(1));

        await module.UseAsync(created);
        await module.FlushAsync();

        var after = await module.RetrieveAsync(created.Key.Id);
        Assert.Equal(before with { LastUsedAt = after.LastUsedAt, Scopes = after.Scopes, SalesChannels = after.SalesChannels }, after);
        Assert.Equal([ApiKeyAction.Created], await module.ActionsAsync(created.Key.Id));
        Assert.True((await module.UpdateAsync(new() { Id = created.Key.Id, Title = "New", ExpectedVersion = before.Version })).Succeeded);
    }

    [Fact]
    public async Task Nothing_noted_is_nothing_written()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        await module.UseAsync(created);
        await module.FlushAsync();

        database.Exception = new InvalidOperationException("asked");
        await module.FlushAsync();

        Assert.NotNull(database.Exception);
    }

    [Fact]
    public async Task Use_of_a_key_that_is_gone_is_no_error()
    {
        await using var module = new TestModule();

        module.Note("apk_none");
        await module.FlushAsync();

        Assert.Equal(0, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Service_writes_at_each_interval_goes_on_after_a_failure_and_writes_when_it_stops()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        var service = module.Get<IEnumerable<IHostedService>>().OfType<UseFlushService>().Single();
        await service.StartAsync(TestModule.Cancellation);

        await module.UseAsync(created);
        database.Exception = new InvalidOperationException("gone");
        await Eventually.UntilAsync(() =>
        {
            // Again and again: the service may not have set its timer yet.
            module.Time.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(module.Logs.GetSnapshot().Any(record => record.Level == LogLevel.Warning && record.Id == 1200));
        });
        database.Exception = null;
        module.Time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.UntilAsync(async () => (await module.RetrieveAsync(created.Key.Id)).LastUsedAt == TestModule.Start);

        await module.UseAsync(created);
        await service.StopAsync(TestModule.Cancellation);
        Assert.Equal(module.Time.GetUtcNow(), (await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task Outage_of_the_store_is_one_line_in_the_log_however_long_it_lasts_and_the_next_outage_another()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        var service = module.Get<IEnumerable<IHostedService>>().OfType<UseFlushService>().Single();
        await service.StartAsync(TestModule.Cancellation);

        // A flush tries a few times; this is several flushes.
        await FailAsync(times: 12);
        Assert.Equal(1, Lines());
        database.Exception = null;
        await Eventually.UntilAsync(async () =>
        {
            module.Time.Advance(TimeSpan.FromSeconds(10));
            return (await module.RetrieveAsync(created.Key.Id)).LastUsedAt is not null;
        });
        await FailAsync(times: 1);

        await Eventually.UntilAsync(() => Task.FromResult(Lines() == 2));
        database.Exception = null;
        await service.StopAsync(TestModule.Cancellation);

        int Lines() => module.Logs.GetSnapshot().Count(record => record.Id == 1200);

        async Task FailAsync(int times)
        {
            var failed = 0;
            database.BeforeWrite = () => failed += database.Exception is null ? 0 : 1;
            await Eventually.UntilAsync(async () =>
            {
                // Again, when a flush that still ran has written it.
                if (failed == 0)
                {
                    database.Exception = null;
                    await module.UseAsync(created);
                    database.Exception = StoreFaults.ConnectionLost();
                }

                module.Time.Advance(TimeSpan.FromSeconds(10));
                return failed >= times;
            });
            database.BeforeWrite = null;
        }
    }

    [Fact]
    public async Task Stopping_is_no_failure()
    {
        await using var module = new TestModule();
        var service = module.Get<IEnumerable<IHostedService>>().OfType<UseFlushService>().Single();

        await service.StartAsync(TestModule.Cancellation);
        await service.StopAsync(TestModule.Cancellation);

        Assert.DoesNotContain(module.Logs.GetSnapshot(), record => record.Id == 1200);
    }

    [Fact]
    public async Task Note_allocates_nothing_once_the_key_and_its_caller_are_known()
    {
        await using var module = new TestModule();
        var (recorder, key) = (module.Uses(), UseActs.Verified("apk_1"));
        for (var i = 0; i < 10_000; i++)
        {
            recorder.Note(key, VerificationCode.Valid, UseActs.Worker);
            recorder.Note(key, VerificationCode.InsufficientScope, UseActs.Worker);
        }

        // The thread may be moved to a processor that does not know the key yet; that it stays for one of a few rounds is enough.
        var least = Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                recorder.Note(key, VerificationCode.Valid, UseActs.Worker);
                recorder.Note(key, VerificationCode.InsufficientScope, UseActs.Worker);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, least);
    }
}
