using ApiKeys.Configuration;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification.Ring;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Module.Verification;

/// <summary>A store that can't be asked says nothing about the token: never an exception, never a refusal.</summary>
public sealed class StoreUnavailableTests
{
    public static TheoryData<Exception> Failures =>
    [
        new SqliteException("database is locked", 5),
        new SqliteException("disk I/O error", 10),
        new TimeoutException(),
        new IOException("gone"),
        new InvalidOperationException("connection is closed"),
        new ObjectDisposedException("context"),
        new OperationCanceledException("the database gave up, not the caller"),
    ];

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Any_failure_of_the_look_up_is_the_stores(Exception failure)
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();

        database.Exception = failure;
        var during = await AskAsync(module, created);
        database.Exception = null;

        Assert.Equal(new VerificationResult(VerificationCode.StoreUnavailable), during);
        Assert.Contains(module.Logs.GetSnapshot(), record => record.Level == LogLevel.Error && record.Id == 1500);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Store_that_swallows_the_question_is_not_waited_for_whatever_the_driver_does()
    {
        var database = new SilentDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        database.IsSilent = true;

        var asking = AskAsync(module, created);
        await database.Asked;
        while (!asking.IsCompleted)
        {
            module.Time.Advance(Fencing.Trust);
            await Task.Yield();
        }

        Assert.Equal(VerificationCode.StoreUnavailable, (await asking).Code);
        database.Answer();
    }

    [Fact]
    public async Task Question_that_nobody_waits_for_any_more_keeps_its_connection()
    {
        var database = new SilentDatabase();
        await using var module = new TestModule(interceptor: database);
        database.IsSilent = true;

        var catchingUp = module.Get<KeyRingFeed>().CatchUpAsync([]);
        await database.Asked;
        while (!catchingUp.IsCompleted)
        {
            module.Time.Advance(Fencing.Trust);
            await Task.Yield();
        }

        Assert.Null(await catchingUp);
        Assert.False(database.WasHungUpOn);
        database.Answer();
    }

    [Fact]
    public async Task Tokens_are_verified_while_another_writes()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        using var writer = TestDatabase.Current.Connect(module.Path);
        writer.Open();
        using var transaction = writer.BeginTransaction();
        using var command = writer.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE apikeys_keys SET title = 'Halfway'";
        command.ExecuteNonQuery();

        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    private static async Task<VerificationResult> AskAsync(TestModule module, CreatedApiKey created) =>
        await module.Keys.AuthenticateAsync(created.Token!.Reveal(), cancellationToken: TestModule.Cancellation);
}
