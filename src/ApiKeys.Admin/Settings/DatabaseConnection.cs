using Microsoft.Data.Sqlite;

namespace ApiKeys.Admin.Settings;

/// <summary>The connection string everything in the product shares, with its file path made absolute.</summary>
internal static class DatabaseConnection
{
    public const string Name = "ApiKeys";

    public const string Key = "ConnectionStrings:" + Name;

    public const string Default = "Data Source=data/apikeys.db";

    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <remarks>
    /// A relative path counts from the content root: the project folder under <c>dotnet run</c>, the application's folder once
    /// published. SQLite itself would count from wherever the process was started. A string that cannot be read comes back as it
    /// is: <see cref="DatabaseOptionsValidator"/> reports it before anything opens it.
    /// </remarks>
    public static string Resolve(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = Configured(configuration);
        if (Parse(configured) is not { } connection || !IsFile(connection))
        {
            return configured;
        }

        connection.DataSource = Path.GetFullPath(connection.DataSource, environment.ContentRootPath);
        return connection.ToString();
    }

    public static string Configured(IConfiguration configuration) => configuration.GetConnectionString(Name) ?? Default;

    public static SqliteConnectionStringBuilder? Parse(string connectionString)
    {
        try
        {
            return new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException)
        {
            return null;
        }
    }

    public static bool IsFile(SqliteConnectionStringBuilder connection) =>
        connection.Mode != SqliteOpenMode.Memory
        && connection.DataSource.Length > 0
        && !connection.DataSource.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase)
        && !connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes the folder and the file if there are none, for their owner alone: they hold password hashes and the keys that sign cookies.</summary>
    /// <returns>Whether there is a new, empty file.</returns>
    public static bool CreateFile(string connectionString)
    {
        if (Parse(connectionString) is not { Mode: SqliteOpenMode.ReadWriteCreate } connection
            || !IsFile(connection)
            || Path.GetDirectoryName(connection.DataSource) is not { Length: > 0 } folder)
        {
            return false;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerAlone | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerAlone;
        }

        if (File.Exists(connection.DataSource))
        {
            return false;
        }

        // Before SQLite makes it, and not changed afterwards: whoever opens a file keeps reading it. Its log files take the mode over.
        using var file = new FileStream(connection.DataSource, options);
        return true;
    }
}
