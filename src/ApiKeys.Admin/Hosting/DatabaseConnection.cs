using Microsoft.Data.Sqlite;

namespace ApiKeys.Admin.Hosting;

/// <summary>The connection string everything in the product shares, with its file path made absolute.</summary>
internal static class DatabaseConnection
{
    public const string Name = "ApiKeys";

    public const string Key = "ConnectionStrings:" + Name;

    public const string Default = "Data Source=data/apikeys.db";

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

    public static void CreateFolder(string connectionString)
    {
        if (Parse(connectionString) is not { } connection || Path.GetDirectoryName(connection.DataSource) is not { Length: > 0 } folder)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            // The file holds password hashes and the keys that sign cookies: a folder made here is its owner's alone.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
