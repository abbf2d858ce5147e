using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ApiKeys.Admin.Identity.SqlServer;

/// <summary>What <c>dotnet ef</c> builds the context with; it never connects.</summary>
internal sealed class SqlServerAdminDbContextDesign : IDesignTimeDbContextFactory<SqlServerAdminDbContext>
{
    public SqlServerAdminDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqlServerAdminDbContext>)new DbContextOptionsBuilder<SqlServerAdminDbContext>().UseAdminSqlServer("Server=design").Options);
}
