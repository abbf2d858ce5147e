using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Sqlite;

internal sealed class SqliteApiKeysDbContext(DbContextOptions<SqliteApiKeysDbContext> options) : ApiKeysDbContext(options)
{
    // The driver begins with BEGIN IMMEDIATE, which takes the one lock for writing.
    public override bool ExcludesOtherWriters => true;

    // As many pages as a change writes.
    public override int ProbeBytes => 64 * 1024;

    public override Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Database.MigrateSqliteAsync(timeProvider, cancellationToken);

    // One file, one machine: its clock is that of everyone who can open the file.
    public override Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Task.FromResult(timeProvider.GetUtcNow().AsStored());

    public override async Task ForgoDurabilityAsync(CancellationToken cancellationToken)
    {
        // Of the connection, and set anew with each that is opened: so it stays open until the context is disposed.
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlRawAsync("PRAGMA synchronous = NORMAL", cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
}
