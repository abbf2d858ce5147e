using ApiKeys.Storage.Servers;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.PostgreSql;

internal sealed class PostgreSqlAdminDbContext(DbContextOptions<PostgreSqlAdminDbContext> options) : AdminDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseServerColumns(collation: "C");
}
