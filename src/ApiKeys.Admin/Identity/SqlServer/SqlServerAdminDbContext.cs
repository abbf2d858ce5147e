using ApiKeys.Storage.Servers;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.SqlServer;

internal sealed class SqlServerAdminDbContext(DbContextOptions<SqlServerAdminDbContext> options) : AdminDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseServerColumns(collation: "Latin1_General_100_BIN2");
}
