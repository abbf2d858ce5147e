using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ApiKeys.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host or a database.</summary>
internal sealed class SqliteApiKeysDbContextDesign : IDesignTimeDbContextFactory<SqliteApiKeysDbContext>
{
    public SqliteApiKeysDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteApiKeysDbContext>().UseSqlite("Data Source=:memory:", Configure).Options);

    private static void Configure(Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.MigrationsHistoryTable(ApiKeysDbContext.MigrationsHistoryTable);
}
