using ApiKeys.PostgreSql;
using ApiKeys.Sqlite;
using ApiKeys.SqlServer;
using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.ServerTests;

public sealed class ModelTests
{
    public static TheoryData<string> Providers => [.. Contexts.Keys];

    private static Dictionary<string, Func<ApiKeysDbContext>> Contexts { get; } = new()
    {
        ["Sqlite"] = () => SqliteApiKeysDbContextDesign.Open("Data Source=none"),
        ["SqlServer"] = () => SqlServerApiKeysDbContextDesign.Open("Server=none"),
        ["PostgreSql"] = () => PostgreSqlApiKeysDbContextDesign.Open("Host=none"),
    };

    [Theory]
    [MemberData(nameof(Providers))]
    public void Model_has_no_change_that_no_migration_makes(string provider)
    {
        using var database = Contexts[provider]();

        Assert.False(database.Database.HasPendingModelChanges());
    }
}
