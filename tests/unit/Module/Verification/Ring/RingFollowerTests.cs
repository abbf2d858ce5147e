using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>Memory follows the database, through the feed and past its gaps.</summary>
public sealed class RingFollowerTests
{
    private static readonly string[] RestoredTables = ["apikeys_keys", "apikeys_events", "apikeys_event_feed", "apikeys_workflow_executions", "apikeys_workflow_steps"];

    [Fact]
    public async Task Everything_done_elsewhere_is_known_after_the_next_look()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        await node.LookAsync();
        await using var elsewhere = new TestModule(node.Path, node.Time);
        var active = await elsewhere.CreateUnheardAsync(node);
        var pending = await elsewhere.CreateUnheardAsync(node, awaitConfirmation: true);
        var revoked = await elsewhere.CreateUnheardAsync(node);
        await node.WhileTimePassesAsync(elsewhere.RevokeAsync(revoked.Key.Id));

        await node.LookAsync();
        database.IsAway = true;

        Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(active.Raw()));
        Assert.Equal(VerificationCode.Pending, await node.VerifyAsync(pending.Raw()));
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(revoked.Raw()));
    }

    [Fact]
    public async Task Process_that_starts_knows_every_key_dead_ones_included()
    {
        await using var first = new TestModule();
        var active = await first.CreateAsync();
        var revoked = await first.CreateAsync();
        await first.RevokeAsync(revoked.Key.Id);
        await first.DeleteAsync(revoked.Key.Id);
        var discarded = await first.CreateAsync(awaitConfirmation: true);
        await first.DeleteAsync(discarded.Key.Id);
        var database = new StallingDatabase();

        await using var node = await first.JoinAsync(database: database);
        database.IsAway = true;

        Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(active.Raw()));
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(revoked.Raw()));
        Assert.Equal(VerificationCode.NotFound, await node.VerifyAsync(discarded.Raw()));
    }

    [Fact]
    public async Task Key_whose_creation_was_undone_or_that_was_discarded_is_gone_from_memory()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var undone = await node.CreateAsync();
        var discarded = await node.CreateAsync(awaitConfirmation: true);
        await node.LookAsync();
        await using (var rows = node.OpenDatabase())
        {
            await rows.Set<ApiKey>().Where(key => key.Id == undone.Key.Id).ExecuteDeleteAsync(TestModule.Cancellation);
            await rows.AddEventAsync(undone.Key.Id, ApiKeyAction.Undone);
        }

        node.Time.Advance(TimeSpan.FromMinutes(16));
        await node.DiscardAsync();
        await node.LookAsync();
        database.IsAway = true;

        Assert.Equal(new VerificationResult(VerificationCode.NotFound), await ResultAsync(node, undone));
        Assert.Equal(new VerificationResult(VerificationCode.NotFound), await ResultAsync(node, discarded));
    }

    [Fact]
    public async Task Many_changes_at_once_are_followed_in_parts()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        await node.LookAsync();
        await using var elsewhere = new TestModule(node.Path, node.Time);
        List<CreatedApiKey> created = [];
        for (var i = 0; i < 3; i++)
        {
            created.AddRange(await CreateManyAsync(node, elsewhere));
        }

        await node.LookAsync();
        database.IsAway = true;

        foreach (var key in created)
        {
            Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(key.Raw()));
        }
    }

    [Fact]
    public async Task Gap_in_the_feed_has_everything_read_anew()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var elsewhere = new TestModule(node.Path, node.Time);
        await node.WhileTimePassesAsync(elsewhere.RevokeAsync(created.Key.Id));
        await elsewhere.CreateUnheardAsync(node);
        await using (var rows = node.OpenDatabase())
        {
            await rows.Set<ApiKeyEvent>().Where(row => row.Action == ApiKeyAction.Revoked).ExecuteDeleteAsync(TestModule.Cancellation);
        }

        await node.LookAsync();
        database.IsAway = true;

        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created.Raw()));
        Assert.Contains(node.Logs.GetSnapshot(), record => record.Id == 1503);
    }

    // Its past is not the one this process followed: what it knows may never have been. What was refused once stays refused, and the log says so.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Restored_backup_is_noticed_even_when_it_has_gone_on(int changesSince)
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var (old, untouched) = (await node.CreateAsync(), await node.CreateAsync());
        await BackUpAsync(node);
        var lost = await node.CreateAsync();
        await node.RevokeAsync(old.Key.Id);
        await node.LookAsync();
        await RestoreAsync(node);
        await using var elsewhere = new TestModule(node.Path, node.Time);
        for (var i = 0; i < changesSince; i++)
        {
            await elsewhere.CreateUnheardAsync(node);
        }

        await node.LookAsync();
        database.IsAway = true;

        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(old.Raw()));
        Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(untouched.Raw()));
        Assert.Equal(VerificationCode.NotFound, await node.VerifyAsync(lost.Raw()));
        var said = Assert.Single(node.Logs.GetSnapshot(), record => record.Id == 1511);
        Assert.Equal(LogLevel.Error, said.Level);
        Assert.Contains(old.Key.Id, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_that_the_database_has_lost_is_kept_where_keys_are_looked_up_and_until_the_key_is_revoked_again()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await BackUpAsync(node);
        await node.RevokeAsync(created.Key.Id);
        await node.LookAsync();
        await RestoreAsync(node);
        await node.LookAsync();

        // The trust runs out: the database is asked, and knows nothing of the end.
        node.Time.Advance(TimeSpan.FromSeconds(2));
        var lookedUp = await node.VerifyAsync(created.Raw());
        await node.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = created.Key.Id, Title = "Renamed" }, TestModule.Dana, null, TestModule.Cancellation);
        await node.LookAsync();
        var changed = await node.VerifyAsync(created.Raw());
        await node.RevokeAsync(created.Key.Id);

        Assert.Equal((VerificationCode.Revoked, VerificationCode.Revoked), (lookedUp, changed));
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created.Raw()));
        Assert.Equal(ApiKeyStatus.Revoked, (await node.RetrieveAsync(created.Key.Id)).Status);
    }

    [Fact]
    public async Task Keys_beyond_the_bound_are_looked_up_in_the_database_and_the_log_says_so_once()
    {
        var database = new StallingDatabase();
        await using var first = new TestModule();
        var created = await CreateManyAsync(first, first);
        var last = await first.CreateAsync();

        await using var node = await first.JoinAsync(options => options.Verification.MaxKeysInMemory = 1000, database);
        var inMemory = 0;
        foreach (var key in created.Append(last))
        {
            var before = database.Commands;
            Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(key.Raw()));
            inMemory += database.Commands == before ? 1 : 0;
        }

        Assert.Equal(1000, inMemory);
        Assert.Equal(VerificationCode.NotFound, await node.VerifyAsync(TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal()));
        var said = Assert.Single(node.Logs.GetSnapshot(), record => record.Id == 1504);
        Assert.Contains("ApiKeys:Verification:MaxKeysInMemory, which is 1000", said.Message, StringComparison.Ordinal);
        Assert.Equal(LogLevel.Warning, said.Level);
    }

    [Fact]
    public async Task Key_beyond_the_bound_that_is_revoked_is_refused_at_once()
    {
        await using var node = new TestModule(options: options => options.Verification.MaxKeysInMemory = 1000);
        var created = await CreateManyAsync(node, node);
        var beyond = await node.CreateAsync();
        await node.LookAsync();

        await node.RevokeAsync(beyond.Key.Id);
        await node.RevokeAsync(created[0].Key.Id);

        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(beyond.Raw()));
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created[0].Raw()));
    }

    private static async Task<IReadOnlyList<CreatedApiKey>> CreateManyAsync(TestModule clock, TestModule node) =>
        (await clock.WhileTimePassesAsync(node.Keys.CreateAsync(
            [.. Enumerable.Range(0, 1000).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{i}" })],
            TestModule.Dana,
            null,
            TestModule.Cancellation))).Value!;

    private static async Task<VerificationResult> ResultAsync(TestModule node, CreatedApiKey created) =>
        await node.Verifier.VerifyAsync(created.Raw(), null, TestModule.Cancellation);

    private static async Task BackUpAsync(TestModule node)
    {
        await using var database = node.OpenDatabase();
        foreach (var table in RestoredTables)
        {
            await database.Database.ExecuteSqlRawAsync(TestDatabase.Current.CopyTableSql(table, $"backup_{table}"), TestModule.Cancellation);
        }
    }

    private static async Task RestoreAsync(TestModule node)
    {
        await using var database = node.OpenDatabase();
        foreach (var table in RestoredTables)
        {
#pragma warning disable EF1002 // The names are those above; a table can't be a parameter.
            await database.Database.ExecuteSqlRawAsync(
                $"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM backup_{table}", TestModule.Cancellation);
#pragma warning restore EF1002
        }
    }
}
