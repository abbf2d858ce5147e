using ApiKeys.Keys.Create;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification;
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
    public async Task Store_that_swallows_the_question_is_waited_for_no_longer_than_the_lease_whatever_the_driver_does()
    {
        var database = new SilentDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        database.IsSilent = true;

        var asking = AskAsync(module, created);
        await database.Asked;
        module.Time.Advance(KeyRing.Lease);

        Assert.Equal(VerificationCode.StoreUnavailable, (await asking).Code);
        database.Answer();
    }

    [Fact]
    public async Task File_that_was_deleted_is_no_wrong_token()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        Clear(module);
        Directory.Delete(Path.GetDirectoryName(module.Path)!, recursive: true);

        Assert.Equal(VerificationCode.StoreUnavailable, (await AskAsync(module, created)).Code);
    }

    [Fact]
    public async Task Empty_file_is_no_wrong_token()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        Clear(module);
        await File.WriteAllBytesAsync(module.Path, [], TestModule.Cancellation);

        Assert.Equal(VerificationCode.StoreUnavailable, (await AskAsync(module, created)).Code);
    }

    [Fact]
    public async Task Corrupt_file_is_no_wrong_token()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        Clear(module);
        var bytes = await File.ReadAllBytesAsync(module.Path, TestModule.Cancellation);
        Array.Fill(bytes, (byte)0xA5);
        await File.WriteAllBytesAsync(module.Path, bytes, TestModule.Cancellation);

        Assert.Equal(VerificationCode.StoreUnavailable, (await AskAsync(module, created)).Code);
    }

    [Theory]
    [InlineData("scopes = 'not JSON'")]
    [InlineData("revoked_at = 9223372036854775807")]
    public async Task Row_that_can_not_be_read_is_no_wrong_token(string damage)
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        using (var connection = new SqliteConnection(TemplateDatabase.ConnectionString(module.Path)))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE api_keys SET " + damage;
            command.ExecuteNonQuery();
        }

        Assert.Equal(VerificationCode.StoreUnavailable, (await AskAsync(module, created)).Code);
    }

    [Fact]
    public async Task Tokens_are_verified_while_another_writes()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        using var writer = new SqliteConnection(TemplateDatabase.ConnectionString(module.Path));
        writer.Open();
        using var transaction = writer.BeginTransaction();
        using var command = writer.CreateCommand();
        command.CommandText = "UPDATE api_keys SET title = 'Halfway'";
        command.ExecuteNonQuery();

        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    private static async Task<VerificationResult> AskAsync(TestModule module, CreatedApiKey created) =>
        await module.Keys.AuthenticateAsync(created.Token!.Reveal(), cancellationToken: TestModule.Cancellation);

    private static void Clear(TestModule module)
    {
        using var connection = new SqliteConnection(TemplateDatabase.ConnectionString(module.Path));
        SqliteConnection.ClearPool(connection);
    }
}
