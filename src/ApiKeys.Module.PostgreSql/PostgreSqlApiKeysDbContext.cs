using ApiKeys.Storage;
using ApiKeys.Storage.Servers;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.PostgreSql;

internal sealed class PostgreSqlApiKeysDbContext(DbContextOptions<PostgreSqlApiKeysDbContext> options) : ApiKeysDbContext(options)
{
    public override Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Database.MigrateServerAsync(cancellationToken);

    public override async Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"SELECT clock_timestamp() AS \"Value\"").SingleAsync(cancellationToken)).AsStored();

    public override async Task ForgoDurabilityAsync(CancellationToken cancellationToken)
    {
        // Of the session, and reset when the pool takes it back: so it stays open until the context is disposed.
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlAsync($"SET synchronous_commit = off", cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseServerColumns(collation: "C");
}
