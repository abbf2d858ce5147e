using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Flush;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Module.Usage;

/// <summary>What was noted is written once: not never, when the database fails, and not twice.</summary>
public sealed class UseFailureTests
{
    [Fact]
    public async Task What_could_not_be_written_is_kept_for_the_next_flush()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var id = (await module.CreateAsync()).Key.Id;
        module.Note(id);

        database.Exception = new InvalidOperationException("gone");
        await Assert.ThrowsAsync<InvalidOperationException>(module.FlushAsync);
        module.Note(id);
        await Assert.ThrowsAsync<InvalidOperationException>(module.FlushAsync);
        database.Exception = null;
        await module.FlushAsync();

        Assert.Equal(TestModule.Start, (await module.RetrieveAsync(id)).LastUsedAt);
        Assert.Equal(2, Assert.Single(await module.CountsAsync()).Count);
        Assert.Equal(2, Assert.Single(await module.CallersAsync()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(17)]
    [InlineData(21)]
    public async Task Wherever_a_flush_fails_nothing_is_lost_and_nothing_is_counted_twice(int statement)
    {
        var database = new FailAt();
        await using var module = new TestModule(interceptor: database);
        var id = (await module.CreateAsync()).Key.Id;
        module.Note(id);
        for (var i = 0; i < 250; i++)
        {
            module.Note($"apk_{i}");
        }

        database.Statement = statement;
        await Assert.ThrowsAnyAsync<Exception>(module.FlushAsync);
        database.Statement = 0;
        await module.FlushAsync();

        var counts = await module.CountsAsync();
        Assert.Equal((251, 251), (counts.Count, counts.Sum(row => row.Count)));
        Assert.Equal(251, (await module.CallersAsync()).Sum(row => row.Count));
        Assert.Equal(TestModule.Start, (await module.RetrieveAsync(id)).LastUsedAt);
    }

    [Fact]
    public async Task Flush_that_is_cancelled_is_made_up_for_by_the_next()
    {
        await using var module = new TestModule();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        module.Note("apk_1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => module.Uses().FlushAsync(cancelled.Token));
        await module.FlushAsync();

        Assert.Equal(1, Assert.Single(await module.CountsAsync()).Count);
    }

    [Fact]
    public async Task Row_that_another_node_has_inserted_is_added_to()
    {
        await using var other = new TestModule();
        await using var module = new TestModule(other.Path, other.Time);
        other.Note("apk_1");
        module.Note("apk_1");
        module.Note("apk_1");

        await other.FlushAsync();
        await module.FlushAsync();

        Assert.Equal(3, Assert.Single(await module.CountsAsync()).Count);
        Assert.Equal(3, Assert.Single(await module.CallersAsync()).Count);
    }

    [Fact]
    public async Task While_the_database_is_away_what_waits_is_bounded_and_that_is_said_once()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        database.Exception = new IOException("gone");

        for (var i = 0; i < 3; i++)
        {
            // A new hour, so that each use is a row of its own.
            module.Time.Advance(TimeSpan.FromHours(1));
            for (var key = 0; key < WaitingUses.MaxRows / 2; key++)
            {
                module.Note($"apk_{key}");
            }

            await Assert.ThrowsAsync<IOException>(module.FlushAsync);
        }

        module.Note("apk_new");
        await Assert.ThrowsAsync<IOException>(module.FlushAsync);
        var said = Assert.Single(module.Logs.GetSnapshot(), record => record.Id == 1201);
        Assert.Equal(LogLevel.Warning, said.Level);
        Assert.Contains($"{WaitingUses.MaxRows / 2} were dropped", said.Message, StringComparison.Ordinal);
    }

    /// <summary>Fails from the given statement on.</summary>
    private sealed class FailAt : DbCommandInterceptor
    {
        public int Statement { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count();
            return ValueTask.FromResult(result);
        }

        private void Count()
        {
            if (Statement > 1)
            {
                Statement--;
            }
            else if (Statement == 1)
            {
                throw new IOException("The disk is full.");
            }
        }
    }
}
