using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.SqlServer;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a host or a database.</summary>
internal sealed class SqlServerApiKeysDbContextDesign : IDesignTimeDbContextFactory<SqlServerApiKeysDbContext>
{
    public SqlServerApiKeysDbContext CreateDbContext(string[] args) => Open("Server=design");

    public static SqlServerApiKeysDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<SqlServerApiKeysDbContext>();
        options.UseApiKeysSqlServer(connectionString);
        return new SqlServerApiKeysDbContext(options.Options);
    }
}
