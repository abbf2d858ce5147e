using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ApiKeys.Admin.Settings;

internal sealed partial class DatabaseOptionsValidator(IConfiguration configuration) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (ProductDatabase.Parse(options.Provider) is not { } provider)
        {
            return ValidateOptionsResult.Fail(
                $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)} is '{options.Provider}': it is one of {string.Join(", ", Enum.GetNames<DatabaseProvider>())}");
        }

        var configured = DatabaseConnection.Configured(configuration);
        var problem = provider switch
        {
            DatabaseProvider.PostgreSql => PostgreSqlProblem(configured),
            DatabaseProvider.SqlServer => SqlServerProblem(configured),
            _ => SqliteProblem(configured),
        };

        return problem is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{DatabaseConnection.Key} is '{Passwords().Replace(configured, "$1=…")}': {problem}");
    }

    private static string? SqliteProblem(string configured) => DatabaseConnection.Parse(configured) switch
    {
        null => $"not a SQLite connection string such as '{DatabaseConnection.Default}'",
        { DataSource: "" } => "it names no file (Data Source=…)",
        var connection when !DatabaseConnection.IsFile(connection) => "it must name a file, or everything is lost when the process ends",
        _ => null,
    };

    private static string? PostgreSqlProblem(string configured) => Read(configured, text => new NpgsqlConnectionStringBuilder(text)) switch
    {
        null => "not a PostgreSQL connection string such as 'Host=db;Database=apikeys;Username=apikeys;Password=…'",
        { Host: null or "" } => "it names no server (Host=…)",
        { Database: null or "" } => "it names no database (Database=…)",
        _ => null,
    };

    private static string? SqlServerProblem(string configured) => Read(configured, text => new SqlConnectionStringBuilder(text)) switch
    {
        null => "not a SQL Server connection string such as 'Server=db;Database=apikeys;User ID=apikeys;Password=…'",
        { DataSource: "" } => "it names no server (Server=…)",
        { InitialCatalog: "" } => "it names no database (Database=…)",
        _ => null,
    };

    private static T? Read<T>(string connectionString, Func<string, T> read)
        where T : DbConnectionStringBuilder
    {
        try
        {
            return read(connectionString);
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\b(password|pwd)\s*=[^;]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Passwords();
}
