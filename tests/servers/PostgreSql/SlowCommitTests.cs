using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using ApiKeys.PostgreSql;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.Verification.Ring;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>
/// SQL Server's driver commits synchronously: a slow commit, as with a synchronous replica, holds a thread. Here the commits of PostgreSQL hold theirs.
/// </summary>
public sealed class SlowCommitTests
{
    private const int Writers = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_many_change_keys_one_at_a_time_commits_and_the_others_wait_for_the_feed_without_a_thread()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var commits = new Commits(async () => await Eventually.UntilAsync(
            async () => await database.AskAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") == Writers - 1));
        await using var node = Provider(database.ConnectionString, commits);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => CreateAsync(node))));

        Assert.Equal(1, commits.MostAtOnce);
    }

    /// <summary>Run by hand: <c>-explicit only -class "*SlowCommitTests"</c>.</summary>
    [Theory(Explicit = true)]
    [InlineData(0)]
    [InlineData(200)]
    public async Task Verification_while_32_callers_change_keys(int milliseconds)
    {
        const int callers = 32;
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var commits = new Commits(() => Task.CompletedTask) { Blocks = TimeSpan.FromMilliseconds(milliseconds) };
        await using var node = Provider(database.ConnectionString, commits);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = node.GetRequiredService<KeyRingFeed>().RunAsync(TimeSpan.FromMilliseconds(200), ending.Token);
        var created = await CreateAsync(node);
        var (began, changes, most) = (Stopwatch.GetTimestamp(), 0, 0);
        List<double> times = [];

        var changing = Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
            {
                await CreateAsync(node);
                Interlocked.Increment(ref changes);
            }
        })));
        var codes = new HashSet<VerificationCode>();
        while (!changing.IsCompleted)
        {
            var sent = Stopwatch.GetTimestamp();
            codes.Add(await Task.Run(async () => (await node.GetRequiredService<IApiKeyVerifier>().VerifyAsync(created.Raw(), null, Cancellation)).Code));
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            most = Math.Max(most, ThreadPool.ThreadCount);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }

        await changing;
        await ending.CancelAsync();
        await Record.ExceptionAsync(() => running);
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"commit {milliseconds} ms: {changes} changes, at most {commits.MostAtOnce} commits at once and {most} threads; verification p50 {times[times.Count / 2]:0.00} ms, p99 {times[times.Count * 99 / 100]:0.00} ms, longest {times[^1]:0.00} ms, {string.Join(' ', codes)}"));
        Assert.Equal([VerificationCode.Valid], codes);
    }

    private static async Task<CreatedApiKey> CreateAsync(ServiceProvider node) => (await node.GetRequiredService<IApiKeyModuleService>().CreateAsync(
        new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation)).Value!;

    private static ServiceProvider Provider(string connectionString, IInterceptor interceptor)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(connectionString);
        services.ConfigureDbContext<PostgreSqlApiKeysDbContext>(options => options.AddInterceptors(interceptor));
        return services.BuildServiceProvider();
    }

    /// <param name="first">What the first commit waits for.</param>
    private sealed class Commits(Func<Task> first) : DbTransactionInterceptor
    {
        private int _begun;
        private int _underWay;
        private int _most;

        public int MostAtOnce => _most;

        /// <summary>How long each commit holds its thread.</summary>
        public TimeSpan Blocks { get; init; }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            var underWay = Interlocked.Increment(ref _underWay);
            _most = Math.Max(_most, underWay);
            if (Interlocked.Increment(ref _begun) == 1)
            {
                await first();
            }

            using var never = new ManualResetEventSlim();
            never.Wait(Blocks, CancellationToken.None);

            // Before the server is told: then the next one may begin.
            Interlocked.Decrement(ref _underWay);
            return result;
        }
    }
}
