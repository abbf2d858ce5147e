using Npgsql;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>
/// A PostgreSQL for the tests of this process: the one that <see cref="Variable"/> names, or a private one on a free port of the loopback address, with a data
/// folder in the temporary folder, which ends with the process, however that ends.
/// </summary>
/// <remarks>
/// <code>
/// Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
/// var server = await PostgreSqlServer.Shared;
/// var database = PostgreSqlServer.NewName();     // not there yet: whoever migrates creates it
/// var connectionString = server.ConnectionString(database);
/// …
/// await server.DropAsync(database);
/// </code>
/// A private server forgets nothing but a power cut: fsync is off, all else is as installed.
/// </remarks>
internal sealed class PostgreSqlServer
{
    /// <summary>The environment variable with the connection string of a server to use instead, of a user who may create databases.</summary>
    public const string Variable = "APIKEYS_TEST_POSTGRESQL";

    /// <summary>What every database of the tests is called at the front.</summary>
    public const string NamePrefix = "apikeys_test_";

    // Another process may take the port between its choice and the server's start.
    private const int Attempts = 3;

    private static readonly Lazy<Task<PostgreSqlServer>> OfThisProcess = new(StartAsync);

    private readonly NpgsqlConnectionStringBuilder _connection;

    private PostgreSqlServer(string connectionString) => _connection = new(connectionString) { IncludeErrorDetail = true };

    /// <summary>The server, started with the first use.</summary>
    public static Task<PostgreSqlServer> Shared => OfThisProcess.Value;

    /// <summary>Whether there is neither a server given nor one that could be started.</summary>
    public static bool IsMissing { get; } = Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } && PostgreSqlBinaries.Folder is null;

    /// <summary>What whoever skips a test for want of a PostgreSQL says, and what to do about it.</summary>
    public static string MissingReason =>
        $"No PostgreSQL found. Install it (Debian: apt-get install postgresql) or set {Variable} to the connection string of a server.";

    public static string NewName() => $"{NamePrefix}{Guid.NewGuid():N}";

    /// <summary>How to reach a database, whether it is there yet or not.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Makes a database, empty or the copy of one that nobody is connected to.</summary>
    public async Task CreateAsync(string database, string? template = null)
    {
        // A copy of files instead of rows: with templates of few rows and many tables several times as fast. Older servers know no other way.
        var copy = template is null ? string.Empty : $" TEMPLATE \"{template}\"{(await HasStrategiesAsync() ? " STRATEGY file_copy" : "")}";
        await ExecuteAsync($"CREATE DATABASE \"{database}\"{copy}");
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public async Task DropAsync(string database)
    {
        await using (var connection = new NpgsqlConnection(ConnectionString(database)))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_connection.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<bool> HasStrategiesAsync()
    {
        await using var connection = new NpgsqlConnection(_connection.ConnectionString);
        await connection.OpenAsync();
        return connection.PostgreSqlVersion.Major >= 15;
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new PostgreSqlServer(given);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new PostgreSqlServer(await PostgreSqlProcess.StartAsync(
                    PostgreSqlBinaries.Folder ?? throw new InvalidOperationException(MissingReason)));
            }
            catch (IOException) when (attempt < Attempts)
            {
            }
        }
    }
}
