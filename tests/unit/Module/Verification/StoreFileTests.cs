using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Module.Verification;

/// <summary>What may happen to a SQLite file says nothing about a token.</summary>
public sealed class StoreFileTests
{
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
            command.CommandText = "UPDATE apikeys_keys SET " + damage;
            command.ExecuteNonQuery();
        }

        Assert.Equal(VerificationCode.StoreUnavailable, (await AskAsync(module, created)).Code);
    }

    private static async Task<VerificationResult> AskAsync(TestModule module, CreatedApiKey created) =>
        await module.Keys.AuthenticateAsync(created.Token!.Reveal(), cancellationToken: TestModule.Cancellation);

    private static void Clear(TestModule module)
    {
        using var connection = new SqliteConnection(TemplateDatabase.ConnectionString(module.Path));
        SqliteConnection.ClearPool(connection);
    }
}
