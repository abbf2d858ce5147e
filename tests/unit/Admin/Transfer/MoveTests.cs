using System.Text;
using ApiKeys.Audit;
using ApiKeys.Events;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Events;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Verification;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Transfer;

public sealed class MoveTests
{
    [Fact]
    public async Task A_moved_installation_has_the_same_rows()
    {
        await using var source = await FilledInstallation.CreateAsync();
        await using var target = new TestModule(time: source.Module.Time);
        var (file, written) = await source.Module.ExportAsync();

        var read = await target.ImportAsync(file);

        Assert.Equal(written.Tables, read.Tables);
        Assert.Equal(TransferActs.Rows(file), TransferActs.Rows((await target.ExportAsync()).File));
        Assert.All(written.Tables, table => Assert.True(table.Rows > 0, $"{table.Name} is empty, and so proves nothing."));
    }

    [Fact]
    public async Task To_PostgreSQL_and_back_nothing_changes()
    {
        await using var source = await FilledInstallation.CreateAsync();
        await using var server = await PostgreSqlModule.StartAsync();
        await using var back = new TestModule();
        var (file, written) = await source.Module.ExportAsync();

        await server.Module.ImportAsync(file);
        var (serverFile, onServer) = await server.Module.ExportAsync();
        await back.ImportAsync(serverFile);
        var (backFile, inTheEnd) = await back.ExportAsync();

        Assert.Equal(written.Tables, onServer.Tables);
        Assert.Equal(written.Tables, inTheEnd.Tables);
        Assert.Equal(TransferActs.Rows(file), TransferActs.Rows(backFile));
    }

    [Fact]
    public async Task Tokens_are_worth_what_they_were() => await On(async (source, target, _) =>
    {
        Assert.Equal(
            [VerificationCode.Valid, VerificationCode.Pending, VerificationCode.Revoked, VerificationCode.Expired],
            source.Tokens.Values.Distinct().Order().ToList().OrderBy(code => code == VerificationCode.Valid ? 0 : (int)code));

        foreach (var (token, worth) in source.Tokens)
        {
            Assert.Equal(worth, await target.VerifyAsync(token));
        }

        Assert.Contains((await target.Keys.ListAsync(new(), TestModule.Cancellation)), key => key.Title == FilledInstallation.Title);
    });

    [Fact]
    public async Task Events_go_on_where_they_were_and_nobody_is_told_twice() => await On(async (source, target, subscriber) =>
    {
        long last;
        await using (var database = source.Module.OpenDatabase())
        {
            last = await database.Set<EventFeed>().Select(feed => feed.Version).SingleAsync(TestModule.Cancellation);
        }

        var dispatcher = target.Get<EventDispatcher>();
        await dispatcher.DeliverAsync(subscriber, TestModule.Cancellation);
        var told = subscriber.Handled.Select(handled => handled.Delivery.Position).ToList();
        await target.CreateAsync("On the new one");
        await dispatcher.DeliverAsync(subscriber, TestModule.Cancellation);

        var before = source.Subscriber.Handled.Select(handled => handled.Delivery.Position);
        Assert.Empty(told.Intersect(before));
        Assert.Equal("Created On the new one", subscriber.Told.Last());
        Assert.Equal(last + 1, subscriber.Handled[^1].Delivery.Position);
    });

    [Fact]
    public async Task What_a_process_left_half_done_is_undone_on_the_new_one() => await On(async (source, target, _) =>
    {
        var taken = await target.RecoverAsync();

        Assert.Equal(1, taken);
        Assert.Equal(WorkflowState.Compensated, (await target.ExecutionAsync(source.Abandoned)).State);
    });

    // I1: what was never in the database can't be in the file.
    [Fact]
    public async Task No_secret_is_in_the_file()
    {
        await using var source = await FilledInstallation.CreateAsync();

        var text = Encoding.UTF8.GetString((await source.Module.ExportAsync()).File);

        Assert.NotEmpty(source.Tokens);
        Assert.DoesNotContain(source.Tokens.Keys, token => text.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Claims_of_the_old_processes_do_not_hold_up_the_new_ones()
    {
        await using var source = await FilledInstallation.CreateAsync();
        await using (var database = source.Module.OpenDatabase())
        {
            await database.Set<SubscriberRecord>().ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LeaseUntil, source.Module.Time.GetUtcNow().AddHours(1)), TestModule.Cancellation);
        }

        var subscriber = new NotingSubscriber();
        await using var target = new TestModule(time: source.Module.Time, configure: FilledInstallation.With(subscriber));
        await target.ImportAsync((await source.Module.ExportAsync()).File);
        await target.CreateAsync("New");
        await target.Get<EventDispatcher>().DeliverAsync(subscriber, TestModule.Cancellation);

        Assert.Contains("Created New", subscriber.Told);
    }

    // Each on SQLite, and on PostgreSQL where there is one.
    private static async Task On(Func<FilledInstallation, TestModule, NotingSubscriber, Task> check)
    {
        await using var source = await FilledInstallation.CreateAsync();
        var (file, _) = await source.Module.ExportAsync();

        var subscriber = new NotingSubscriber();
        await using (var target = new TestModule(time: source.Module.Time, configure: FilledInstallation.With(subscriber)))
        {
            await target.ImportAsync(file);
            await check(source, target, subscriber);
        }

        if (!ApiKeys.ServerTests.Infrastructure.PostgreSqlServer.IsMissing)
        {
            subscriber = new NotingSubscriber();
            await using var server = await PostgreSqlModule.StartAsync(FilledInstallation.With(subscriber));
            server.Module.Time.SetUtcNow(source.Module.Time.GetUtcNow());
            await server.Module.ImportAsync(file);
            await check(source, server.Module, subscriber);
        }
    }
}
