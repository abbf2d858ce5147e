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

    public override async Task<IReadOnlyList<SettingProblem>> FindSettingProblemsAsync(CancellationToken cancellationToken)
    {
        const long forced = 2;
        const long off = 0;

        // By name: on Azure SQL, DB_ID() may be another number than the one in this view.
        var durability = await Database.SqlQuery<long>(
            $"SELECT CAST(delayed_durability AS bigint) AS [Value] FROM sys.databases WHERE name = DB_NAME()").SingleAsync(cancellationToken);
        var snapshot = await Database.SqlQuery<long>(
            $"SELECT CAST(is_read_committed_snapshot_on AS bigint) AS [Value] FROM sys.databases WHERE name = DB_NAME()").SingleAsync(cancellationToken);
        List<SettingProblem> problems = [];
        if (durability == forced)
        {
            problems.Add(new(
                "The database has DELAYED_DURABILITY = FORCED: a crash of the server could undo a revocation that was confirmed. Run ALTER DATABASE CURRENT SET DELAYED_DURABILITY = ALLOWED, and start again.",
                IsRefused: true));
        }

        if (snapshot == off)
        {
            problems.Add(new(
                "The database has READ_COMMITTED_SNAPSHOT OFF: each read waits for writers, and verification may wait with it. Stop all nodes and run ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON.",
                IsRefused: false));
        }

        return problems;
    }

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
