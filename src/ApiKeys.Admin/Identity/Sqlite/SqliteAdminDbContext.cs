using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Sqlite;

internal sealed class SqliteAdminDbContext(DbContextOptions<SqliteAdminDbContext> options) : AdminDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
}
