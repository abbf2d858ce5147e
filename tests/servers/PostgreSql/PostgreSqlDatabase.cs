using ApiKeys.PostgreSql;
using ApiKeys.ServerTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>A name on the server for a test of its own, where at first there is no database.</summary>
internal sealed class PostgreSqlDatabase : IAsyncDisposable
{
    private readonly PostgreSqlServer _server;
    private readonly string _name = PostgreSqlServer.NewName();

    private PostgreSqlDatabase(PostgreSqlServer server) => _server = server;

    public string ConnectionString => _server.ConnectionString(_name);

    public static async Task<PostgreSqlDatabase> NameAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        return new PostgreSqlDatabase(await PostgreSqlServer.Shared);
    }

    public static async Task<PostgreSqlDatabase> CreateAsync()
    {
        var database = await NameAsync();
        await database.MigrateAsync();
        return database;
    }

    public async Task MigrateAsync()
    {
        await using var context = PostgreSqlApiKeysDbContextDesign.Open(ConnectionString);
        await context.Database.MigrateServerAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync() => await _server.DropAsync(_name);
}
