using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.PostgreSql;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host or a database.</summary>
internal sealed class PostgreSqlApiKeysDbContextDesign : IDesignTimeDbContextFactory<PostgreSqlApiKeysDbContext>
{
    public PostgreSqlApiKeysDbContext CreateDbContext(string[] args) => Open("Host=design");

    public static PostgreSqlApiKeysDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PostgreSqlApiKeysDbContext>();
        options.UseApiKeysPostgreSql(connectionString);
        return new PostgreSqlApiKeysDbContext(options.Options);
    }
}
