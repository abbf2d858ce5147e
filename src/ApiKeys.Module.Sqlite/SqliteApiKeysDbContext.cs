using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Sqlite;

internal sealed class SqliteApiKeysDbContext(DbContextOptions<SqliteApiKeysDbContext> options) : ApiKeysDbContext(options)
{
    private OpenFileGuard? _file;

    // The driver begins with BEGIN IMMEDIATE, which takes the one lock for writing.
    public override bool ExcludesOtherWriters => true;

    // As many pages as a change writes.
    public override int ProbeBytes => 64 * 1024;

    public override Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Database.MigrateSqliteAsync(timeProvider, cancellationToken);

    // One file, one machine: its clock is that of everyone who can open the file.
    public override Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Task.FromResult(timeProvider.GetUtcNow().AsStored());

    // Of the connection that asks: so it has to stay the same one, which is what the handle is compared for.
    public override async Task<ChangeMark?> ReadChangeMarkAsync(CancellationToken cancellationToken)
    {
        if (Database.GetDbConnection() is not SqliteConnection { Handle: { } handle } connection)
        {
            return null;
        }

        // No connection is opened here, and none commits: that the file is still there shows nowhere else.
        _file ??= this.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<OpenFileGuard>().FirstOrDefault();
        _file?.Require(connection);
        var number = await this.GetService<IRawSqlCommandBuilder>().Build("PRAGMA data_version").ExecuteScalarAsync(
            new RelationalCommandParameterObject(
                this.GetService<IRelationalConnection>(), null, null, this, this.GetService<IRelationalCommandDiagnosticsLogger>()),
            cancellationToken);
        return new ChangeMark(handle, (long)number!);
    }

    public override async Task ForgoDurabilityAsync(CancellationToken cancellationToken)
    {
        // Of the connection, and set anew with each that is opened: so it stays open until the context is disposed.
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlRawAsync("PRAGMA synchronous = NORMAL", cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
}
