using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ApiKeys.Admin.Identity.PostgreSql;

/// <summary>What <c>dotnet ef</c> builds the context with; it never connects.</summary>
internal sealed class PostgreSqlAdminDbContextDesign : IDesignTimeDbContextFactory<PostgreSqlAdminDbContext>
{
    public PostgreSqlAdminDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgreSqlAdminDbContext>)new DbContextOptionsBuilder<PostgreSqlAdminDbContext>().UseAdminPostgreSql("Host=design").Options);
}
