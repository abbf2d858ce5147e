using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.SqlServer;

/// <summary>
/// Creates a database and turns <c>READ_COMMITTED_SNAPSHOT</c> on, as one act of one node. The server turns it on only while no one else is connected to the database: a node
/// that connected in between would make it wait until it fails. So nodes look from <c>master</c>, and one that finds a database without the setting waits for its maker.
/// </summary>
internal static class SqlServerCreation
{
    private const int LockSeconds = 60;

    private const string Exists =
        "SELECT CAST(is_read_committed_snapshot_on AS bigint) FROM sys.databases WHERE name = @name";

    private const string Lock =
        "DECLARE @result int; EXEC @result = sys.sp_getapplock @Resource = @lock, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 60000; "
        + "IF @result < 0 THROW 51223, N'Another node is creating the database.', 1;";

    private static readonly SqlServerErrors Errors = new();

    public static async Task CreateIfMissingAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var target = new SqlConnectionStringBuilder(database.GetConnectionString());
        await using var master = await TryOpenMasterAsync(database, target, cancellationToken);
        if (master is null)
        {
            await CreatePlainlyAsync(database, cancellationToken);
            return;
        }

        var name = target.InitialCatalog;
        if (await IsSnapshotOnAsync(master, name, cancellationToken) == true)
        {
            return;
        }

        // It ends with the connection.
        await using (var command = Command(master, Lock, name))
        {
            command.CommandTimeout = 2 * LockSeconds;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        var isOn = await IsSnapshotOnAsync(master, name, cancellationToken);
        if (isOn is null && !await TryCreateAsync(master, name, cancellationToken))
        {
            await CreatePlainlyAsync(database, cancellationToken);
        }
        else if (isOn is null || (isOn == false && await IsEmptyAsync(master, name, cancellationToken)))
        {
            await TurnSnapshotOnAsync(master, name, mustSucceed: isOn is null, cancellationToken);
        }
    }

    private static async Task CreatePlainlyAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }
    }

    /// <returns>Null for a user who may not connect to it, and for a database that is a file.</returns>
    private static async Task<SqlConnection?> TryOpenMasterAsync(DatabaseFacade database, SqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        if (target.InitialCatalog.Length == 0 || target.AttachDBFilename.Length > 0)
        {
            return null;
        }

        var given = (SqlConnection)database.GetDbConnection();
        var master = new SqlConnection(new SqlConnectionStringBuilder(target.ConnectionString) { InitialCatalog = "master", Pooling = false }.ConnectionString);
        if (given.AccessTokenCallback is { } callback)
        {
            master.AccessTokenCallback = callback;
        }
        else if (given.AccessToken is { } token)
        {
            master.AccessToken = token;
        }
        else if (given.Credential is { } credential)
        {
            master.Credential = credential;
        }

        try
        {
            await master.OpenAsync(cancellationToken);
            return master;
        }
        catch (SqlException exception) when (!Errors.LeavesDoubt(exception))
        {
            // It answered: this user may not.
            await master.DisposeAsync();
            return null;
        }
        catch (Exception)
        {
            await master.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool?> IsSnapshotOnAsync(SqlConnection master, string name, CancellationToken cancellationToken)
    {
        await using var command = Command(master, Exists, name);
        return await command.ExecuteScalarAsync(cancellationToken) is { } value ? Convert.ToInt64(value, CultureInfo.InvariantCulture) == 1 : null;
    }

    /// <returns>False where this user may not. One that exists is created: this user just doesn't see it in the list.</returns>
    private static async Task<bool> TryCreateAsync(SqlConnection master, string name, CancellationToken cancellationToken)
    {
        const int notPermitted = 262;
        try
        {
            await ExecuteAsync(master, $"CREATE DATABASE {Delimited(name)}", cancellationToken);
            return true;
        }
        catch (SqlException exception) when (Errors.IsAlreadyThere(exception) || exception.Number == notPermitted)
        {
            return false;
        }
    }

    private static async Task<bool> IsEmptyAsync(SqlConnection master, string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = Command(
                master, $"SELECT CAST(COUNT(*) AS bigint) FROM {Delimited(name)}.sys.tables WHERE is_ms_shipped = 0", name);
            return await command.ExecuteScalarAsync(cancellationToken) is 0L;
        }
        catch (SqlException exception) when (!Errors.LeavesDoubt(exception))
        {
            return false;
        }
    }

    // Not for long: in a database that someone else made, others may be connected. It works without, and a warning says what it lacks.
    private static async Task TurnSnapshotOnAsync(SqlConnection master, string name, bool mustSucceed, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(master, $"ALTER DATABASE {Delimited(name)} SET READ_COMMITTED_SNAPSHOT ON{(mustSucceed ? "" : " WITH NO_WAIT")}", cancellationToken);
        }
        catch (SqlException exception) when (!mustSucceed && !Errors.LeavesDoubt(exception))
        {
        }
    }

    private static async Task ExecuteAsync(SqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The name is delimited.
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 2 * LockSeconds };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static SqlCommand Command(SqlConnection connection, string sql, string name)
    {
#pragma warning disable CA2100 // Names are delimited, or parameters.
        var command = new SqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@name", name);
        command.Parameters.AddWithValue("@lock", $"ApiKeys creates {name}");
        return command;
    }

    private static string Delimited(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";
}
