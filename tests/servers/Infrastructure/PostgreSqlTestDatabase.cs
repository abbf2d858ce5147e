using System.Data.Common;
using ApiKeys.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Databases of <see cref="PostgreSqlServer"/>.</summary>
internal sealed class PostgreSqlTestDatabase : ServerTestDatabase<PostgreSqlApiKeysDbContext>
{
    // A test that wants more at once waits for one, and a machine with many cores doesn't take them all from the others.
    private const int MaxConnections = 20;

    private const int IdleSeconds = 5;

    public override string TablesQuery => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";

    public override string CopyTableSql(string table, string copy) => $"CREATE TABLE {copy} AS SELECT * FROM {table}";

    private static PostgreSqlServer Server => PostgreSqlServer.Shared.Result;

    public override DbConnection Connect(string place) =>
        new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server.ConnectionString(place)) { Pooling = false }.ConnectionString);

    public override void Use(DbContextOptionsBuilder options, DbConnection connection) => options.UseNpgsql(connection);

    protected override void RequireServer() => Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);

    protected override async Task<string> CreateTemplateAsync()
    {
        var name = PostgreSqlServer.NewName();
        _ = await PostgreSqlServer.Shared;
        await using (var database = PostgreSqlApiKeysDbContextDesign.Open(ConnectionString(name)))
        {
            await database.Database.MigrateServerAsync();
        }

        // Nobody may be connected to what is copied.
        await using var connection = Pooled(name);
        NpgsqlConnection.ClearPool(connection);
        return name;
    }

    protected override async Task<string> CopyAsync(string template)
    {
        var name = PostgreSqlServer.NewName();
        await Server.CreateAsync(name, template);
        return name;
    }

    protected override async Task DropAsync(string place)
    {
        await using (var connection = Pooled(place))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await Server.DropAsync(place);
    }

    protected override string ConnectionString(string place) => new NpgsqlConnectionStringBuilder(Server.ConnectionString(place))
    {
        MaxPoolSize = MaxConnections,
        ConnectionIdleLifetime = IdleSeconds,
        ConnectionPruningInterval = IdleSeconds,
    }.ConnectionString;

    protected override DbConnection ConnectPooled(string place) => Pooled(place);

    protected override void Use(ApiKeysBuilder module, string connectionString) => module.UsePostgreSql(connectionString);

    // The pool of the module's own connection string, which has more in it than ours.
    private NpgsqlConnection Pooled(string place) => new(PostgreSqlConnection.Complete(ConnectionString(place)));
}
