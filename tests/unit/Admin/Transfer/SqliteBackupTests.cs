using ApiKeys.Admin.Transfer;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Admin.Transfer;

public sealed class SqliteBackupTests
{
    [Fact]
    public async Task A_backup_made_while_others_write_is_of_one_moment_and_works()
    {
        await using var module = new TestModule();
        var before = await module.CreateAsync("Before");
        var copy = TemplateDatabase.NewPath();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await module.RevokeAsync((await module.CreateAsync()).Key.Id);
            }
        }, TestModule.Cancellation);

        var lastChange = await module.Transfer().BackupAsync(copy, null, TestModule.Cancellation);
        await enough.CancelAsync();
        await writing;

        await using var restored = new TestModule(copy, module.Time);
        Assert.Equal(VerificationCode.Valid, await restored.VerifyAsync(before));
        Assert.Equal(lastChange, (await restored.Keys.ListEventsAsync(new() { Limit = 0 }, TestModule.Cancellation)).Count);
        await restored.CreateAsync("After");
        Assert.Equal(lastChange + 1, (await restored.Keys.ListEventsAsync(new() { Limit = 0 }, TestModule.Cancellation)).Count);
    }

    // Whoever restores it may have forbidden the start to migrate, which would set the mode.
    [Fact]
    public async Task A_backup_keeps_readers_from_waiting_for_writers_and_is_one_file()
    {
        await using var module = new TestModule();
        var copy = TemplateDatabase.NewPath();

        await module.Transfer().BackupAsync(copy, null, TestModule.Cancellation);

        Assert.Equal([copy], Directory.GetFiles(Path.GetDirectoryName(copy)!));
        await using var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        await connection.OpenAsync(TestModule.Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task A_server_is_backed_up_with_its_own_tools()
    {
        await using var server = await PostgreSqlModule.StartAsync();

        var refusal = await Assert.ThrowsAsync<TransferException>(
            () => server.Module.Transfer().BackupAsync(TemplateDatabase.NewPath(), null, TestModule.Cancellation));

        Assert.Contains("tools of the database server", refusal.Message, StringComparison.Ordinal);
    }
}
