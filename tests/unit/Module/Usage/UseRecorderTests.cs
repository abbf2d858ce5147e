using ApiKeys.Keys;
using ApiKeys.Keys.Create;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Usage;
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

        await UseAsync(module, created);
        var before = await module.RetrieveAsync(created.Key.Id);
        await FlushAsync(module);

        Assert.Null(before.LastUsedAt);
        Assert.Equal(TestModule.Start.AddMinutes(1), (await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task Refused_token_is_not_noted()
    {
        await using var module = new TestModule();
        var pending = await module.CreateAsync(awaitConfirmation: true);
        var revoked = await module.CreateAsync();
        await module.RevokeAsync(revoked.Key.Id);
        var wrong = await module.CreateAsync(type: ApiKeyType.Publishable);

        foreach (var created in new[] { pending, revoked, wrong })
        {
            await UseAsync(module, created);
        }

        await FlushAsync(module);
        Assert.All((await module.ListAsync()).Items, key => Assert.Null(key.LastUsedAt));
    }

    [Fact]
    public async Task Looking_at_a_token_is_no_use()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        await module.VerifyAsync(created);
        await FlushAsync(module);

        Assert.Null((await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task Latest_of_many_uses_is_written_in_whatever_order_they_are_noted()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var recorder = module.Get<UseRecorder>();

        Parallel.For(0, 1000, i => recorder.Note(id, TestModule.Start.AddMilliseconds(i * 7 % 1000)));
        await FlushAsync(module);

        Assert.Equal(TestModule.Start.AddMilliseconds(999), (await module.RetrieveAsync(id)).LastUsedAt);
    }

    [Fact]
    public async Task Late_note_of_an_earlier_use_does_not_turn_it_back()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var recorder = module.Get<UseRecorder>();
        recorder.Note(id, TestModule.Start.AddHours(2));
        await FlushAsync(module);

        recorder.Note(id, TestModule.Start.AddHours(1));
        await FlushAsync(module);

        Assert.Equal(TestModule.Start.AddHours(2), (await module.RetrieveAsync(id)).LastUsedAt);
    }

    [Fact]
    public async Task Use_is_no_change_of_the_key()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        var before = await module.RetrieveAsync(created.Key.Id);
        module.Time.Advance(TimeSpan.FromMinutes(1));

        await UseAsync(module, created);
        await FlushAsync(module);

        var after = await module.RetrieveAsync(created.Key.Id);
        Assert.Equal(before with { LastUsedAt = after.LastUsedAt, Scopes = after.Scopes, SalesChannels = after.SalesChannels }, after);
        Assert.Equal([ApiKeyAction.Created], await module.ActionsAsync(created.Key.Id));
        Assert.True((await module.UpdateAsync(new() { Id = created.Key.Id, Title = "New", ExpectedVersion = before.Version })).Succeeded);
    }

    [Fact]
    public async Task What_could_not_be_written_is_kept_for_the_next_flush()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        await UseAsync(module, created);

        database.Exception = new InvalidOperationException("gone");
        await Assert.ThrowsAsync<InvalidOperationException>(() => FlushAsync(module));
        database.Exception = null;
        await FlushAsync(module);

        Assert.Equal(TestModule.Start, (await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task No_use_is_lost_between_a_note_and_a_flush()
    {
        await using var module = new TestModule();
        var ids = (await module.Keys.CreateAsync(
            [.. Enumerable.Range(0, 1000).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{i}" })],
            TestModule.Dana, null, TestModule.Cancellation)).Value!.Select(c => c.Key.Id).ToList();
        var recorder = module.Get<UseRecorder>();

        var noting = Task.Run(() => Parallel.ForEach(ids, id => recorder.Note(id, TestModule.Start)));
        while (!noting.IsCompleted)
        {
            await FlushAsync(module);
        }

        await noting;
        await FlushAsync(module);
        Assert.All((await module.ListAsync(new() { Limit = 1000 })).Items, key => Assert.Equal(TestModule.Start, key.LastUsedAt));
    }

    [Fact]
    public async Task Use_noted_while_an_earlier_one_is_written_is_written_next()
    {
        UseRecorder? recorder = null;
        var id = "";
        var database = new FailingDatabase { BeforeWrite = () => recorder?.Note(id, TestModule.Start.AddHours(2)) };
        await using var module = new TestModule(interceptor: database);
        id = (await module.CreateAsync()).Key.Id;
        recorder = module.Get<UseRecorder>();
        recorder.Note(id, TestModule.Start.AddHours(1));

        await FlushAsync(module);
        var first = (await module.RetrieveAsync(id)).LastUsedAt;
        await FlushAsync(module);

        Assert.Equal(TestModule.Start.AddHours(1), first);
        Assert.Equal(TestModule.Start.AddHours(2), (await module.RetrieveAsync(id)).LastUsedAt);
    }

    [Fact]
    public async Task Nothing_noted_is_nothing_written()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        await UseAsync(module, created);
        await FlushAsync(module);

        database.Exception = new InvalidOperationException("asked");
        await FlushAsync(module);

        Assert.NotNull(database.Exception);
    }

    [Fact]
    public async Task Use_of_a_key_deleted_since_is_no_error()
    {
        await using var module = new TestModule();
        module.Get<UseRecorder>().Note("apk_none", TestModule.Start);

        await FlushAsync(module);

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

        await UseAsync(module, created);
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

        await UseAsync(module, created);
        await service.StopAsync(TestModule.Cancellation);
        Assert.Equal(module.Time.GetUtcNow(), (await module.RetrieveAsync(created.Key.Id)).LastUsedAt);
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

    private static async Task UseAsync(TestModule module, CreatedApiKey created) =>
        await module.Keys.AuthenticateAsync(created.Token!.Reveal(), cancellationToken: TestModule.Cancellation);

    private static Task FlushAsync(TestModule module) => module.Get<UseRecorder>().FlushAsync(TestModule.Cancellation);
}
