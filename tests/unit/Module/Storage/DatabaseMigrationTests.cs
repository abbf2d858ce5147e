using ApiKeys.Keys;
using ApiKeys.Operations;
using ApiKeys.Sqlite;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace ApiKeys.UnitTests.Module.Storage;

public sealed class DatabaseMigrationTests
{
    private readonly string _path = TemplateDatabase.NewPath();

    [Fact]
    public void Model_has_no_change_that_no_migration_makes()
    {
        using var database = SqliteApiKeysDbContextDesign.Open(TemplateDatabase.ConnectionString(_path));

        Assert.False(database.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task First_start_makes_the_tables_and_keys_can_be_made(bool fileExists)
    {
        if (fileExists)
        {
            await File.WriteAllBytesAsync(_path, [], TestModule.Cancellation);
        }

        await using var module = new TestModule(_path);
        await StartAsync(module);
        var created = await module.CreateAsync();

        Assert.Equal(created.Key.Id, (await module.RetrieveAsync(created.Key.Id)).Id);
        Assert.Equal("wal", await AskAsync("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Second_start_changes_nothing()
    {
        await using var module = new TestModule(_path);
        await StartAsync(module);
        await module.CreateAsync();
        var before = DatabaseSnapshot.Take(_path);

        await StartAsync(module);

        Assert.Equal(before, DatabaseSnapshot.Take(_path));
    }

    // EF Core leaves a row in its lock table when the process dies while it migrates, and waits for ever to see it go.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_that_was_killed_does_not_block_the_next(bool migrated)
    {
        await using var module = new TestModule(_path);
        if (migrated)
        {
            await StartAsync(module);
        }

        await AskAsync("""
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-03-02 09:00:00')
            """);

        await StartAsync(module);

        Assert.Equal(0, (await module.Keys.ListAndCountAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Of_processes_that_start_at_once_each_ends_up_with_all_tables()
    {
        var modules = Enumerable.Range(0, 6).Select(_ => new TestModule(_path)).ToList();

        // They share no clock that anybody turns, so those who wait are woken by turning each one's.
        var starts = modules.Select(module => Task.Run(() => StartAsync(module))).ToList();
        await Eventually.UntilAsync(() =>
        {
            modules.ForEach(module => module.Time.Advance(TimeSpan.FromSeconds(1)));
            return Task.FromResult(starts.TrueForAll(start => start.IsCompleted));
        });
        await Task.WhenAll(starts);

        foreach (var module in modules)
        {
            await module.CreateAsync();
            await module.DisposeAsync();
        }

        Assert.Equal("6", await AskAsync("SELECT COUNT(*) FROM apikeys_keys"));
    }

    [Fact]
    public async Task Database_in_memory_is_migrated_too()
    {
        await using var database = SqliteApiKeysDbContextDesign.Open("Data Source=:memory:");
        await database.Database.OpenConnectionAsync(TestModule.Cancellation);

        await database.MigrateAsync(TimeProvider.System, TestModule.Cancellation);

        Assert.False(await database.Set<ApiKey>().AnyAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task Missing_folder_is_named()
    {
        var path = Path.Combine(Path.GetDirectoryName(_path)!, "none", "apikeys.db");
        await using var module = new TestModule(path);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(module));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_may_only_be_read_is_named()
    {
        await File.WriteAllBytesAsync(_path, [], TestModule.Cancellation);
        await using var database = SqliteApiKeysDbContextDesign.Open($"Data Source={_path};Mode=ReadOnly");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => database.MigrateAsync(TimeProvider.System, TestModule.Cancellation));

        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("readonly", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(_path, string.Concat(Enumerable.Repeat("This is a letter. ", 100)), TestModule.Cancellation);
        await using var module = new TestModule(_path);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(module));

        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("not a database", refused.Message, StringComparison.Ordinal);
    }

    private static Task StartAsync(TestModule module) =>
        module.Get<IEnumerable<IHostedService>>().OfType<DatabaseMigrationService>().Single().StartingAsync(TestModule.Cancellation);

    private async Task<string?> AskAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        await connection.OpenAsync(TestModule.Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(TestModule.Cancellation))?.ToString();
    }
}
