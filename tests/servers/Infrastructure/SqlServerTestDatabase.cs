using System.Data.Common;
using ApiKeys.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Databases of the SQL Server that <see cref="Variable"/> names.</summary>
/// <param name="connectionString">Of a user who may create databases.</param>
internal sealed class SqlServerTestDatabase(string connectionString) : ServerTestDatabase<SqlServerApiKeysDbContext>
{
    /// <summary>The environment variable with the connection string of a server, of a user who may create databases.</summary>
    public const string Variable = "APIKEYS_TEST_SQLSERVER";

    /// <summary>The server's connection string; null when none is given.</summary>
    public static string? Given { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public override string TablesQuery => "SELECT name FROM sys.tables";

    public override string CopyTableSql(string table, string copy) => $"SELECT * INTO {copy} FROM {table}";

    public override DbConnection Connect(string place) =>
        new SqlConnection(new SqlConnectionStringBuilder(ConnectionString(place)) { Pooling = false }.ConnectionString);

    public override void Use(DbContextOptionsBuilder options, DbConnection connection) => options.UseSqlServer(connection);

    // Whoever gave one wants it used: a server that doesn't answer fails the tests.
    protected override void RequireServer()
    {
    }

    protected override Task<string> CreateTemplateAsync() => CreateMigratedAsync();

    // A copy of files takes rights on the server's machine; the migrations take a second.
    protected override Task<string> CopyAsync(string template) => CreateMigratedAsync();

    protected override async Task DropAsync(string place)
    {
        await using (var pooled = new SqlConnection(ConnectionString(place)))
        {
            SqlConnection.ClearPool(pooled);
        }

        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // The names are the tests' own.
        await using var command = new SqlCommand($"ALTER DATABASE [{place}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{place}]", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    protected override string ConnectionString(string place) =>
        new SqlConnectionStringBuilder(connectionString) { InitialCatalog = place }.ConnectionString;

    protected override DbConnection ConnectPooled(string place) => new SqlConnection(ConnectionString(place));

    protected override void Use(ApiKeysBuilder module, string connectionString) => module.UseSqlServer(connectionString);

    private async Task<string> CreateMigratedAsync()
    {
        var place = PostgreSqlServer.NewName();
        await using var database = SqlServerApiKeysDbContextDesign.Open(ConnectionString(place));
        await database.Database.MigrateServerAsync();
        return place;
    }
}
