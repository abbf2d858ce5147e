using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting;

internal sealed partial class DatabaseOptionsValidator(IConfiguration configuration) : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        if (!options.Provider.Equals(DatabaseOptions.Sqlite, StringComparison.OrdinalIgnoreCase))
        {
            return ValidateOptionsResult.Fail(
                $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)} is '{options.Provider}': the only provider is {DatabaseOptions.Sqlite}");
        }

        var configured = DatabaseConnection.Configured(configuration);
        var shown = $"{DatabaseConnection.Key} is '{Passwords().Replace(configured, "$1=…")}'";

        return DatabaseConnection.Parse(configured) switch
        {
            null => ValidateOptionsResult.Fail($"{shown}: not a SQLite connection string such as '{DatabaseConnection.Default}'"),
            { DataSource: "" } => ValidateOptionsResult.Fail($"{shown}: it names no file (Data Source=…)"),
            var connection when !DatabaseConnection.IsFile(connection) =>
                ValidateOptionsResult.Fail($"{shown}: it must name a file, or everything is lost when the process ends"),
            _ => ValidateOptionsResult.Success,
        };
    }

    [GeneratedRegex(@"\b(password|pwd)\s*=[^;]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Passwords();
}
