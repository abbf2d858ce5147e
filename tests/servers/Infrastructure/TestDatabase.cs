using ApiKeys.ServerTests.Infrastructure;

// In the namespace of the fixtures that ask it: here stands what the suite of SQLite has under the same name.
namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Which database the fixtures use: SQL Server, if one is given, or PostgreSQL.</summary>
internal static class TestDatabase
{
    public static ITestDatabase Current { get; } =
        SqlServerTestDatabase.Given is { } given ? new SqlServerTestDatabase(given) : new PostgreSqlTestDatabase();
}
