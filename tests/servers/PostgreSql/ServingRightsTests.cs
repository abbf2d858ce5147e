using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>A host that doesn't migrate needs the rights that docs/databases.md names for it, and no others.</summary>
public sealed class ServingRightsTests
{
    private const string Begin = "<!-- rights: server -->\n```sql\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_with_the_documented_rights_changes_keys_and_may_not_change_tables()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var name = $"server_{Guid.NewGuid():N}";
        var guide = (await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Root, "docs", "databases.md"), Cancellation)).ReplaceLineEndings("\n");
        var rights = guide[(guide.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..];
        rights = rights[..rights.IndexOf("```", StringComparison.Ordinal)].Replace("TO server", $"TO {name}", StringComparison.Ordinal);
        await ExecuteAsync(database.ConnectionString, $"CREATE ROLE {name} LOGIN PASSWORD '{name}'; {rights}");
        var connectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = name, Password = name, Pooling = false }.ConnectionString;
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys(options => options.MigrateAtStart = false).UsePostgreSql(connectionString);
        await using var provider = services.BuildServiceProvider();
        var keys = provider.GetRequiredService<IApiKeyModuleService>();

        var created = await keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation);
        var revoked = await keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Value!.Key.Id }, TestModule.Dana, null, Cancellation);
        var deleted = await keys.DeleteAsync(created.Value.Key.Id, TestModule.Dana, cancellationToken: Cancellation);
        var pending = await provider.GetRequiredService<IApiKeyDatabase>().GetPendingMigrationsAsync(Cancellation);

        Assert.True(revoked.Succeeded && deleted.Succeeded);
        Assert.Empty(pending);
        foreach (var sql in new[] { "DROP TABLE apikeys_keys", "ALTER TABLE apikeys_keys ADD more text", "CREATE TABLE mine (id int)", "TRUNCATE apikeys_events" })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connectionString, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await ExecuteAsync(database.ConnectionString, $"DROP OWNED BY {name}; DROP ROLE {name}");
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
#pragma warning disable CA2100 // Those above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
