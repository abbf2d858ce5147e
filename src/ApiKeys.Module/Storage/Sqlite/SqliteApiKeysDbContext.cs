using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage.Sqlite;

internal sealed class SqliteApiKeysDbContext(DbContextOptions<SqliteApiKeysDbContext> options) : ApiKeysDbContext(options)
{
    public override Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Database.MigrateSqliteAsync(timeProvider, cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
}
