using ApiKeys.Storage;
using ApiKeys.Storage.Servers;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.SqlServer;

internal sealed class SqlServerApiKeysDbContext(DbContextOptions<SqlServerApiKeysDbContext> options) : ApiKeysDbContext(options)
{
    public override bool HasOnConflict => false;

    public override bool HasReturning => false;

    public override Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        Database.MigrateServerAsync(cancellationToken);

    public override async Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        (await Database.SqlQuery<DateTimeOffset>($"SELECT SYSDATETIMEOFFSET() AS [Value]").SingleAsync(cancellationToken)).AsStored();

    // Delayed durability is a setting of the whole database, and its owner's business.
    public override Task ForgoDurabilityAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // It ends with the transaction.
    public override Task WaitForUsageWritersAsync(CancellationToken cancellationToken) => Database.ExecuteSqlRawAsync(
        $"""
        DECLARE @result int;
        EXEC @result = sys.sp_getapplock @Resource = N'apikeys_usage', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 10000;
        IF @result < 0 THROW {SqlServerErrors.UsageLockTimeout}, N'Another node writes usage counts.', 1;
        """,
        cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UseServerColumns(collation: "Latin1_General_100_BIN2");
}
