using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ApiKeys.Admin.Identity.Sqlite;

/// <summary>What <c>dotnet ef</c> builds the context with; it never opens the file.</summary>
internal sealed class SqliteAdminDbContextDesign : IDesignTimeDbContextFactory<SqliteAdminDbContext>
{
    public SqliteAdminDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteAdminDbContext>)new DbContextOptionsBuilder<SqliteAdminDbContext>().UseAdminSqlite("Data Source=design.db").Options);
}
