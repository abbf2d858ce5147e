using ApiKeys.Admin.Identity.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class SqliteMigrationLockTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly DbContext _db;
    private readonly SqliteMigrationLock _lock;

    public SqliteMigrationLockTests()
    {
        _connection.Open();
        _db = new DbContext(new DbContextOptionsBuilder().UseSqlite(_connection).Options);
        _lock = new SqliteMigrationLock(_time, NullLogger<SqliteMigrationLock>.Instance);
    }

    public void Dispose()
    {
        _db.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public async Task A_database_that_nobody_migrates_is_not_waited_for()
    {
        await _lock.WaitAsync(_db, TestContext.Current.CancellationToken);
        await TakeAsync("2026-05-01 07:00:00+00:00");
        await ReleaseAsync();

        var waiting = _lock.WaitAsync(_db, TestContext.Current.CancellationToken);

        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_migration_at_work_is_waited_for_and_its_lock_left_alone()
    {
        await TakeAsync("2026-05-01 07:58:00+00:00");

        var waiting = _lock.WaitAsync(_db, TestContext.Current.CancellationToken);

        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, await LocksAsync());
        await ReleaseAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public async Task A_lock_left_behind_is_dropped_once_it_is_old()
    {
        await TakeAsync("2026-05-01 07:59:59.5+00:00");

        var waiting = _lock.WaitAsync(_db, TestContext.Current.CancellationToken);

        Assert.False(waiting.IsCompleted);
        _time.Advance(SqliteMigrationLock.LongestMigration);
        await waiting;
        Assert.Equal(0, await LocksAsync());
    }

    // As EF makes it.
    private async Task TakeAsync(string takenAt)
    {
        await _db.Database.ExecuteSqlAsync(
            $"CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL)", TestContext.Current.CancellationToken);
        await _db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsLock VALUES (1, {takenAt})", TestContext.Current.CancellationToken);
    }

    private Task<int> ReleaseAsync() =>
        _db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", TestContext.Current.CancellationToken);

    private Task<int> LocksAsync() => _db.Database
        .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM __EFMigrationsLock").SingleAsync(TestContext.Current.CancellationToken);
}
