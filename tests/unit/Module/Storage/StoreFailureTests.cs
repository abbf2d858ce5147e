using ApiKeys.PostgreSql;
using ApiKeys.Sqlite;
using ApiKeys.SqlServer;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ApiKeys.UnitTests.Module.Storage;

public sealed class StoreFailureTests
{
    // As a provider's UseX does.
    static StoreFailureTests()
    {
        DatabaseErrors.Register(new SqliteErrors());
        DatabaseErrors.Register(new PostgreSqlErrors());
        DatabaseErrors.Register(new SqlServerErrors());
    }

    public static TheoryData<string, StoreFailureKind> PostgreSql => new()
    {
        { "57P01", StoreFailureKind.Unavailable }, { "57P02", StoreFailureKind.Unavailable }, { "57P03", StoreFailureKind.Unavailable },
        { "08006", StoreFailureKind.Unavailable }, { "53300", StoreFailureKind.Unavailable }, { "57014", StoreFailureKind.Unavailable },
        { "40P01", StoreFailureKind.Unavailable }, { "40001", StoreFailureKind.Unavailable }, { "55P03", StoreFailureKind.Unavailable },
        { "58030", StoreFailureKind.Unavailable }, { "3D000", StoreFailureKind.Unavailable }, { "28P01", StoreFailureKind.Unavailable },
        { "53100", StoreFailureKind.Full }, { "25006", StoreFailureKind.ReadOnly },
    };

    // On Linux a lost connection is the number 0 in class 20.
    public static TheoryData<int, byte, StoreFailureKind> SqlServer => new()
    {
        { 0, 20, StoreFailureKind.Unavailable }, { 1205, 13, StoreFailureKind.Unavailable }, { -2, 11, StoreFailureKind.Unavailable },
        { 4060, 11, StoreFailureKind.Unavailable }, { 6005, 10, StoreFailureKind.Unavailable }, { 1222, 16, StoreFailureKind.Unavailable },
        { 1105, 17, StoreFailureKind.Full }, { 9002, 17, StoreFailureKind.Full }, { 3906, 16, StoreFailureKind.ReadOnly },
    };

    public static TheoryData<int, StoreFailureKind> Sqlite => new()
    {
        { 5, StoreFailureKind.Unavailable }, { 6, StoreFailureKind.Unavailable }, { 10, StoreFailureKind.Unavailable }, { 14, StoreFailureKind.Unavailable },
        { 26, StoreFailureKind.Unavailable }, { 13, StoreFailureKind.Full }, { 8, StoreFailureKind.ReadOnly },
    };

    [Theory]
    [MemberData(nameof(PostgreSql))]
    public void Answer_of_PostgreSQL_says_what_is_wrong_with_the_store(string state, StoreFailureKind kind) =>
        Assert.Equal(new StoreFailure(kind, MayHaveTakenEffect: false), StoreFailure.Of(new DbUpdateException("saving", StoreFaults.Answered(state))));

    [Theory]
    [MemberData(nameof(SqlServer))]
    public void Error_of_SQL_Server_says_what_is_wrong_with_the_store(int number, byte severity, StoreFailureKind kind) => Assert.Equal(
        new StoreFailure(kind, MayHaveTakenEffect: false), StoreFailure.Of(new RetryLimitExceededException("often", StoreFaults.SqlServer(number, severity))));

    [Theory]
    [MemberData(nameof(Sqlite))]
    public void Error_of_SQLite_says_what_is_wrong_with_the_store(int code, StoreFailureKind kind) =>
        Assert.Equal(kind, StoreFailure.Of(new InvalidOperationException("opening", new SqliteException("failed", code)))?.Kind);

    [Fact]
    public void Server_that_does_not_answer_is_unavailable() => Assert.All(
        [StoreFaults.ConnectionLost(), new NpgsqlException("The operation has timed out", new TimeoutException()), StoreFaults.NoSuchHost()],
        failure => Assert.Equal(StoreFailureKind.Unavailable, StoreFailure.Of(failure)?.Kind));

    [Fact]
    public void Mistake_is_not_laid_on_the_store() => Assert.All(
        [
            StoreFaults.Answered("42P01"), StoreFaults.Answered("23505"), StoreFaults.SqlServer(2627, 14), new SqliteException("no such table", 1),
            new SqliteException("UNIQUE", 19), new DbUpdateConcurrencyException("changed"), new InvalidOperationException("a mistake"), new IOException("a hook's"),
        ],
        failure => Assert.Null(StoreFailure.Of(failure)));

    [Fact]
    public void Lost_connection_of_SQL_Server_on_Linux_is_worth_a_retry() => Assert.True(DatabaseErrors.IsTransient(StoreFaults.SqlServer(0, 20)));

    [Fact]
    public void Change_that_is_still_to_be_undone_may_have_taken_effect()
    {
        var undoing = new CompensationFailedException("wfx_1", WorkflowState.Compensating, new InvalidOperationException(), StoreFaults.ConnectionLost());

        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: true), StoreFailure.Of(undoing));
    }

    [Fact]
    public void Failure_is_described_in_one_line()
    {
        var failure = new DbUpdateException("saving", StoreFaults.ConnectionLost());

        var line = StoreFailure.Of(failure)!.Describe(failure);

        Assert.Equal("The store is unavailable. NpgsqlException: Exception while reading from stream (IOException: Connection reset by peer)", line);
        Assert.Equal(line, ScrubbedException.For(failure, text => text).ToString());
    }

    [Fact]
    public async Task Commit_that_the_database_refuses_leaves_nothing_and_no_doubt()
    {
        var faults = new StoreFaults();
        await using var module = new TestModule(interceptor: faults);
        for (var at = 0; ; at++)
        {
            faults.Arm(StoreFaults.Full, at);
            faults.StaysAway = true;
            var failure = await Record.ExceptionAsync(() => EndAsync(module, module.CreateAsync()));
            faults.Heal();
            if (failure is null)
            {
                break;
            }

            Assert.Equal(new StoreFailure(StoreFailureKind.Full, MayHaveTakenEffect: false), StoreFailure.Of(failure));
            Assert.Empty(await module.Keys.ListAsync(new(), TestModule.Cancellation));
        }
    }

    [Fact]
    public async Task Lost_answer_to_a_commit_is_looked_up_when_the_store_is_back_at_once()
    {
        var faults = new StoreFaults { LosesAnswers = true };
        await using var module = new TestModule(interceptor: faults);
        var answered = 0;
        for (var at = 0; ; at++)
        {
            faults.Arm(StoreFaults.ConnectionLost, at);
            faults.LosesAnswers = true;
            var failure = await Record.ExceptionAsync(() => EndAsync(module, module.CreateAsync()));
            var struck = faults.HasStruck;
            faults.Heal();
            answered += failure is null ? 1 : 0;

            Assert.Equal(answered, (await module.Keys.ListAsync(new(), TestModule.Cancellation)).Count);
            if (!struck)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task Lost_answer_to_a_commit_is_not_known_while_the_store_stays_away()
    {
        var faults = new StoreFaults { StaysAway = true };
        await using var module = new TestModule(interceptor: faults);
        var outcomes = new List<bool>();
        for (var at = 0; ; at++)
        {
            faults.Arm(StoreFaults.ConnectionLost, at);
            faults.LosesAnswers = true;
            var before = await CountAsync(module, faults);
            var failure = await Record.ExceptionAsync(() => EndAsync(module, module.CreateAsync()));
            var after = await CountAsync(module, faults);
            if (failure is null)
            {
                break;
            }

            var store = StoreFailure.Of(failure)!;
            outcomes.Add(store.MayHaveTakenEffect);
            Assert.True(store.MayHaveTakenEffect || before == after, $"Said that nothing was changed, at {at}.");
        }

        Assert.Contains(true, outcomes);
        Assert.Contains(false, outcomes);
    }

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task Deadlock_that_outlives_all_attempts_is_a_conflict(string state)
    {
        var faults = new StoreFaults();
        await using var module = new TestModule(interceptor: faults);
        faults.Arm(() => StoreFaults.Answered(state));

        var creating = module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(ApiKeyErrorCode.Conflict, Assert.Single((await EndAsync(module, creating)).Errors).Code);
    }

    // The pauses between attempts pass by the module's clock.
    private static async Task<T> EndAsync<T>(TestModule module, Task<T> work)
    {
        while (!work.IsCompleted)
        {
            module.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await work;
    }

    private static async Task<int> CountAsync(TestModule module, StoreFaults faults)
    {
        var (failure, at, loses) = (faults.Failure, faults.At, faults.LosesAnswers);
        faults.Failure = null;
        var count = (await module.Keys.ListAsync(new(), TestModule.Cancellation)).Count;
        (faults.Failure, faults.At, faults.LosesAnswers) = (failure, at, loses);
        return count;
    }
}
