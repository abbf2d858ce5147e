using ApiKeys.ServerTests.Infrastructure;
using Npgsql;

namespace ApiKeys.ServerTests;

public sealed class PostgreSqlServerTests
{
    [Fact]
    public async Task Copy_of_a_database_has_its_rows_and_is_gone_when_dropped()
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        var server = await PostgreSqlServer.Shared;
        var (original, copy) = (PostgreSqlServer.NewName(), PostgreSqlServer.NewName());
        await server.CreateAsync(original);
        await AskAsync(server.ConnectionString(original), "CREATE TABLE rows AS SELECT 1 AS id");
        await DisconnectAsync(server.ConnectionString(original));

        await server.CreateAsync(copy, template: original);
        var copied = await AskAsync(server.ConnectionString(copy), "SELECT count(*) FROM rows");
        await server.DropAsync(original);
        await server.DropAsync(copy);

        Assert.Equal(1L, copied);
        var left = await AskAsync(server.ConnectionString("postgres"), $"SELECT count(*) FROM pg_database WHERE datname IN ('{original}', '{copy}')");
        Assert.Equal(0L, left);
    }

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static async Task DisconnectAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
