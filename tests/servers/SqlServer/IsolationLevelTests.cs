using System.Data;
using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.SqlServer;

public sealed class IsolationLevelTests
{
    private const string Reset = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_returns_to_the_pool_with_the_level_that_reads_expect(bool commits)
    {
        await using var server = new LoopbackSqlServer { Answer = text => text.Contains("SELECT", StringComparison.Ordinal) ? SqlServerAnswer.Number(7) : SqlServerAnswer.Done };
        await using var provider = Provider(server.ConnectionString);
        await RunAsync(provider, IsolationLevel.Serializable, commits);

        await ReadAsync(provider, "SELECT 7 AS [Value]");

        var received = server.Received.ToList();
        Assert.Contains(received, text => text.StartsWith("BEGIN 4", StringComparison.Ordinal));
        Assert.InRange(received.FindIndex(text => text.Contains(Reset, StringComparison.Ordinal)), 1, received.Count - 2);
        Assert.Contains("SELECT 7", received[^1], StringComparison.Ordinal);
        Assert.Single(received, text => text == "LOGIN");
    }

    [Fact]
    public async Task Transaction_of_the_usual_level_costs_nothing_more()
    {
        await using var server = new LoopbackSqlServer();
        await using var provider = Provider(server.ConnectionString);

        await RunAsync(provider, IsolationLevel.ReadCommitted, commits: true);

        Assert.DoesNotContain(server.Received, text => text.Contains(Reset, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_says_the_level_that_reads_expect_after_a_serializable_transaction()
    {
        Assert.SkipWhen(SqlServerTestDatabase.Given is null, $"Set {SqlServerTestDatabase.Variable} to the connection string of a SQL Server.");
        await using var provider = Provider($"{SqlServerTestDatabase.Given};Max Pool Size=1");
        await RunAsync(provider, IsolationLevel.Serializable, commits: true);

        // 2 is READ COMMITTED.
        Assert.Equal(2, await ReadAsync(
            provider, "SELECT CAST(transaction_isolation_level AS bigint) AS [Value] FROM sys.dm_exec_sessions WHERE session_id = @@SPID"));
    }

    private static async Task RunAsync(ServiceProvider provider, IsolationLevel level, bool commits)
    {
        await using var database = Open(provider);
        await using var transaction = await database.Database.BeginTransactionAsync(level, Cancellation);
        if (commits)
        {
            await transaction.CommitAsync(Cancellation);
        }
    }

    private static async Task<long> ReadAsync(ServiceProvider provider, string sql)
    {
        await using var database = Open(provider);
        return await database.Database.SqlQueryRaw<long>(sql).SingleAsync(Cancellation);
    }

    private static ServiceProvider Provider(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UseSqlServer(connectionString);
        return services.BuildServiceProvider();
    }

    private static ApiKeysDbContext Open(ServiceProvider provider) => provider.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();
}
