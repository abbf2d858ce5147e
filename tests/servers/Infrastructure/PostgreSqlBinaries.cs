namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Finds an installed PostgreSQL: on the path, or where packages put it without telling the path. Not on Windows, where a server is given by name.</summary>
internal static class PostgreSqlBinaries
{
    private static readonly string[] Places =
    [
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql*/bin",
        "/usr/local/opt/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
    ];

    /// <summary>The folder with <c>initdb</c>, <c>postgres</c> and <c>pg_isready</c>; null when there is none.</summary>
    public static string? Folder { get; } = OperatingSystem.IsWindows() ? null : Find();

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Places.SelectMany(Expand))
            .FirstOrDefault(folder => new[] { "initdb", "postgres", "pg_isready" }.All(name => File.Exists(Path.Combine(folder, name))));

    // One star, in one folder's name; the newest version first.
    private static IEnumerable<string> Expand(string place)
    {
        var parts = place.Split('/');
        var star = Array.FindIndex(parts, part => part.Contains('*', StringComparison.Ordinal));
        var parent = string.Join('/', parts[..star]);
        return Directory.Exists(parent)
            ? Directory.GetDirectories(parent, parts[star])
                .OrderByDescending(folder => int.TryParse(new string([.. Path.GetFileName(folder).Where(char.IsAsciiDigit)]), out var version) ? version : 0)
                .Select(folder => Path.Combine([folder, .. parts[(star + 1)..]]))
            : [];
    }
}
