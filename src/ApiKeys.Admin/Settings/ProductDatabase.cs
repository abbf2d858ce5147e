namespace ApiKeys.Admin.Settings;

/// <summary>The database that everything in the product shares.</summary>
/// <param name="Provider">Its kind.</param>
/// <param name="ConnectionString">The connection string, with a file's path made absolute.</param>
internal sealed record ProductDatabase(DatabaseProvider Provider, string ConnectionString)
{
    private const string ProviderKey = DatabaseOptions.Section + ":" + nameof(DatabaseOptions.Provider);

    /// <remarks>A provider that is none counts as the default: <see cref="DatabaseOptionsValidator"/> reports it before anything is opened.</remarks>
    public static ProductDatabase Of(IConfiguration configuration, IHostEnvironment environment)
    {
        var provider = Parse(configuration[ProviderKey] ?? "") ?? DatabaseProvider.Sqlite;
        return new ProductDatabase(
            provider,
            provider == DatabaseProvider.Sqlite
                ? DatabaseConnection.Resolve(configuration, environment)
                : DatabaseConnection.Configured(configuration));
    }

    /// <summary>The provider of that name; null when there is none. Numbers are no names.</summary>
    public static DatabaseProvider? Parse(string name)
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            if (name.Equals(provider.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return provider;
            }
        }

        return null;
    }
}
