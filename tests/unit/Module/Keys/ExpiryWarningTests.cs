using ApiKeys.Keys;
using ApiKeys.Keys.Expiry;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class ExpiryWarningTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Key_is_warned_of_at_each_threshold_and_told_of_when_it_expires_each_once()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(31));
        List<int> told = [];

        // To the moment before each threshold, and then onto it.
        foreach (var days in new[] { 1, 23, 6, 1 })
        {
            module.Time.Advance(TimeSpan.FromDays(days) - Tick);
            told.Add(await TellAsync(module));
            module.Time.Advance(Tick);
            told.Add(await TellAsync(module));
            told.Add(await TellAsync(module));
        }

        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0], told);
        Assert.Equal(["30 days", "7 days", "1 days", "Expired"], await ToldAsync(module, id));
    }

    [Fact]
    public async Task Warning_says_when_the_key_expires_and_that_nobody_acted()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));

        await module.WarnAsync();

        var row = (await module.EventsAsync(id))[^1];
        Assert.Equal((ApiKeyAction.ExpiryWarned, Actor.System.Id, "2026-03-10T09:00:00.000Z"), (row.Action, row.Actor, row.Facts[EventFacts.ExpiresAt]));
    }

    [Theory]
    [InlineData(30.0, "7 days")]
    [InlineData(20.0, "7 days")]
    [InlineData(7.0, "1 days")]
    [InlineData(0.5, "Expired")]
    public async Task Threshold_that_had_passed_when_the_expiry_was_set_is_not_warned_of(double days, string first)
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(days));

        while ((await ToldAsync(module, id)).Count == 0)
        {
            await TellAsync(module);
            module.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([first], await ToldAsync(module, id));
    }

    [Theory]
    [InlineData(28, "3 days")]
    [InlineData(30.5, "1 days")]
    [InlineData(40, "Expired")]
    public async Task What_nobody_was_there_to_tell_is_told_once_as_it_stands_now(double downFor, string told)
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(31));
        module.Time.Advance(TimeSpan.FromDays(downFor));

        await TellAsync(module);

        Assert.Equal([told], await ToldAsync(module, id));
    }

    [Fact]
    public async Task Another_expiry_is_warned_of_anew()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(1));
        await module.WarnAsync();

        await module.MoveExpiryAsync(id, TimeSpan.FromDays(31));
        Assert.Equal(0, await module.WarnAsync());
        module.Time.Advance(TimeSpan.FromDays(1));
        await module.WarnAsync();
        await module.MoveExpiryAsync(id, TimeSpan.FromDays(5));
        Assert.Equal(0, await module.WarnAsync());
        module.Time.Advance(TimeSpan.FromDays(4));
        await module.WarnAsync();

        Assert.Equal(["7 days", "30 days", "1 days"], await ToldAsync(module, id));
    }

    [Fact]
    public async Task Expiry_that_was_removed_is_told_of_no_more()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.Never });
        module.Time.Advance(TimeSpan.FromDays(9));

        Assert.Equal(0, await module.WarnAsync());
        Assert.Empty(await ToldAsync(module, id));
    }

    [Fact]
    public async Task Keys_that_do_not_work_or_end_before_their_expiry_are_not_told_of()
    {
        await using var module = new TestModule();
        await module.CreateExpiringAsync(TimeSpan.FromDays(8), awaitConfirmation: true);
        await module.RevokeAsync(await module.CreateExpiringAsync(TimeSpan.FromDays(8)));
        var deleted = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        await module.RevokeAsync(deleted);
        await module.DeleteAsync(deleted);
        await module.RevokeAsync(await module.CreateExpiringAsync(TimeSpan.FromDays(8)), TimeSpan.FromDays(3));
        await module.RevokeAsync(await module.CreateExpiringAsync(TimeSpan.FromDays(8)), TimeSpan.FromDays(8));

        foreach (var days in new[] { 2, 5, 2 })
        {
            module.Time.Advance(TimeSpan.FromDays(days));
            Assert.Equal(0, await module.WarnAsync());
        }
    }

    [Fact]
    public async Task Key_whose_revocation_comes_after_its_expiry_is_told_of()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        await module.RevokeAsync(id, TimeSpan.FromDays(9));
        module.Time.Advance(TimeSpan.FromDays(2));

        await module.WarnAsync();

        Assert.Equal(["6 days"], await ToldAsync(module, id));
    }

    [Fact]
    public async Task Replacement_is_not_warned_of_what_the_old_key_was_warned_of()
    {
        await using var module = new TestModule();
        var old = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));
        await module.WarnAsync();

        var replacement = (await module.RollAsync(old)).Key.Id;

        Assert.Equal(0, await module.WarnAsync());
        module.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, await module.WarnAsync());
        Assert.Equal(["1 days"], await ToldAsync(module, replacement));
    }

    // Somebody who has the key open for editing is not to be told that it was changed: nobody did.
    [Fact]
    public async Task Warning_is_no_change_of_the_key()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        var seen = await module.RetrieveAsync(id);
        module.Time.Advance(TimeSpan.FromDays(2));

        await module.WarnAsync();

        var key = await module.RetrieveAsync(id);
        Assert.Equal((seen.Version, seen.UpdatedAt), (key.Version, key.UpdatedAt));
        Assert.True((await module.UpdateAsync(new() { Id = id, Title = "New", ExpectedVersion = seen.Version })).Succeeded);
    }

    [Fact]
    public async Task Several_nodes_at_once_tell_of_each_key_once()
    {
        await using var module = new TestModule();
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await module.CreateExpiringAsync(TimeSpan.FromDays(8)));
        }

        module.Time.Advance(TimeSpan.FromDays(2));
        await using var other = module.OtherNode(TimeSpan.Zero);

        var told = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? module : other).WarnAsync())));

        Assert.Equal(5, told.Sum());
        foreach (var id in ids)
        {
            Assert.Equal(["6 days"], await ToldAsync(module, id));
        }
    }

    // Both looked before either wrote: what the second has read is no longer so, which its write finds out.
    [Fact]
    public async Task Second_of_two_nodes_that_read_the_same_does_not_write()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));
        await using var first = module.OpenDatabase();
        await using var second = module.OpenDatabase();
        (await first.Set<ApiKey>().FindAsync([id], TestModule.Cancellation))!.ExpiryWarnedDays = 7;
        (await second.Set<ApiKey>().FindAsync([id], TestModule.Cancellation))!.ExpiryWarnedDays = 1;

        await first.SaveChangesAsync(TestModule.Cancellation);

        await Assert.ThrowsAsync<Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException>(() => second.SaveChangesAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task More_keys_than_one_batch_holds_are_all_told_of()
    {
        await using var module = new TestModule();
        var requests = Enumerable.Range(0, ExpiringKeys.Batch + 1)
            .Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"Key {i}", ExpiresAt = TestModule.Start.AddDays(8) });
        await module.Keys.CreateAsync([.. requests], TestModule.Dana, null, TestModule.Cancellation);
        module.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(ExpiringKeys.Batch + 1, await module.WarnAsync());

        Assert.Equal(3, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Looking_when_there_is_nothing_to_tell_writes_nothing()
    {
        await using var module = new TestModule();
        await module.CreateExpiringAsync(TimeSpan.FromDays(31));
        await module.CreateAsync();

        Assert.Equal(0, await module.WarnAsync());

        Assert.Equal(2, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Warning_that_was_undone_is_given_again()
    {
        await using var module = new TestModule(configure: WorkflowActs.With(ModelOperation.Outer));
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync(
            ModelOperation.Outer, run => run.WorkflowAsync(module.Get<ExpiringKeys>().Warn, [id])));
        Assert.Equal((ApiKeyAction.Undone, nameof(ApiKeyAction.ExpiryWarned)), await LastAsync(module, id));

        Assert.Equal(1, await module.WarnAsync());
    }

    [Fact]
    public async Task Undone_warning_leaves_an_expiry_alone_that_was_set_since()
    {
        await using var module = new TestModule(configure: WorkflowActs.With(ModelOperation.Outer));
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync(ModelOperation.Outer, async run =>
        {
            await run.WorkflowAsync(module.Get<ExpiringKeys>().Warn, [id]);
            await module.MoveExpiryAsync(id, TimeSpan.FromDays(5));
        }));

        Assert.Equal(0, await module.WarnAsync());
    }

    [Fact]
    public async Task Undone_update_does_not_have_a_warning_given_again()
    {
        await using var module = new TestModule(configure: WorkflowActs.With(ModelOperation.Outer));
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync(ModelOperation.Outer, async run =>
        {
            await run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Update, [new() { Id = id, Title = "New" }]);
            await module.WarnAsync();
        }));

        Assert.Equal(0, await module.WarnAsync());
        Assert.Equal(["6 days"], await ToldAsync(module, id));
    }

    [Fact]
    public async Task Job_looks_on_start_and_then_at_each_interval()
    {
        await using var module = new TestModule();
        var id = await module.CreateExpiringAsync(TimeSpan.FromDays(8));
        module.Time.Advance(TimeSpan.FromDays(2));
        var service = module.Get<IEnumerable<IHostedService>>().OfType<ScheduledJobService>().Single();

        await service.StartAsync(TestModule.Cancellation);
        await Eventually.UntilAsync(async () => (await ToldAsync(module, id)).Count == 1);
        module.Time.Leap(TimeSpan.FromDays(5) + module.Get<IOptions<ApiKeysOptions>>().Value.Expiry.WarnInterval, living: TimeSpan.FromMinutes(1));
        await Eventually.UntilAsync(async () => (await ToldAsync(module, id)).Count == 2);

        await service.StopAsync(TestModule.Cancellation);
        Assert.Equal(["6 days", "1 days"], await ToldAsync(module, id));
    }

    /// <summary>Both that tell of an expiry: that it is near, and that it has come.</summary>
    private static async Task<int> TellAsync(TestModule module) => await module.EndAsync() + await module.WarnAsync();

    private static async Task<IReadOnlyList<string>> ToldAsync(TestModule module, string id) =>
    [
        .. (await module.EventsAsync(id)).Where(row => row.Action is ApiKeyAction.ExpiryWarned or ApiKeyAction.Expired)
            .Select(row => row.Action == ApiKeyAction.Expired ? "Expired" : $"{row.Facts[EventFacts.DaysLeft]} days"),
    ];

    private static async Task<(ApiKeyAction, string)> LastAsync(TestModule module, string id) =>
        (await module.EventsAsync(id))[^1] is var row ? (row.Action, row.Facts[EventFacts.Action]) : default;
}
