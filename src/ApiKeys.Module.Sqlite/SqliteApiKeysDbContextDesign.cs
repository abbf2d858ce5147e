using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host or a database.</summary>
internal sealed class SqliteApiKeysDbContextDesign : IDesignTimeDbContextFactory<SqliteApiKeysDbContext>
{
    public SqliteApiKeysDbContext CreateDbContext(string[] args) => Open("Data Source=:memory:");

    public static SqliteApiKeysDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<SqliteApiKeysDbContext>();
        options.UseApiKeysSqlite(connectionString);
        return new SqliteApiKeysDbContext(options.Options);
    }
}
