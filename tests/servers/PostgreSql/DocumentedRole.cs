using ApiKeys.ServerTests.Infrastructure;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>A role with the rights that docs/databases.md names for a user, and no others.</summary>
internal sealed class DocumentedRole : IAsyncDisposable
{
    private readonly string _name = $"role_{Guid.NewGuid():N}";
    private readonly string _database;

    private DocumentedRole(string database) => _database = database;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_database) { Username = _name, Password = _name, Pooling = false }.ConnectionString;

    /// <param name="database">Where the role may work.</param>
    /// <param name="user">The user whose rights it has.</param>
    /// <param name="schema">The schema to grant them in, instead of the public one.</param>
    public static async Task<DocumentedRole> CreateAsync(PostgreSqlDatabase database, string user, string schema = "public")
    {
        var role = new DocumentedRole(database.ConnectionString);
        var rights = DocumentedRights.Read(user)
            .Replace($"TO {user}", $"TO {role._name}", StringComparison.Ordinal).Replace("SCHEMA public", $"SCHEMA {schema}", StringComparison.Ordinal);
        Assert.Contains(role._name, rights, StringComparison.Ordinal);
        await ExecuteAsync(role._database, $"CREATE ROLE {role._name} LOGIN PASSWORD '{role._name}'; {rights}");
        return role;
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    /// <summary>Asserts that the role may not do something.</summary>
    public async Task AssertRefusedAsync(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync(_database, $"DROP OWNED BY {_name}; DROP ROLE {_name}");

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
#pragma warning disable CA2100 // Statements of the tests and the guide.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
