using ApiKeys.SqlServer;
using ApiKeys.Usage.Flush;
using ApiKeys.Usage.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>Without READ_COMMITTED_SNAPSHOT two flushes that read and write the same rows deadlock. Each takes one lock first.</summary>
public sealed class UsageLockTests
{
    private const string Lock = "sp_getapplock @Resource = N'apikeys_usage', @LockMode = 'Exclusive', @LockOwner = 'Transaction'";

    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Writers => [.. Acts.Keys];

    private static Dictionary<string, Func<IServiceProvider, Task>> Acts { get; } = new()
    {
        ["last uses"] = services => services.GetRequiredService<UseWriter>().WriteLastUsedAsync([new("apk_1", At)], default),
        ["counts"] = services => services.GetRequiredService<UseWriter>().WriteCountsAsync([new(new("apk_1", At, VerificationCode.Valid), 1)], default),
        ["callers"] = services => services.GetRequiredService<UseWriter>().WriteCallersAsync(
            [new(new("apk_1", true, "::1", "curl"), new(VerificationCode.Valid, "/", At, At, 1))], default),
        ["removal"] = services => services.GetRequiredService<UseRetention>().SweepAsync(default),
    };

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Writer_of_usage_waits_for_the_others_before_it_touches_a_row(string writer)
    {
        var time = new FakeTimeProvider(At);
        var server = new RecordedSqlServer(time);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        services.AddApiKeys().UseSqlServer("Server=none");
        services.ConfigureDbContext<SqlServerApiKeysDbContext>(options => options.AddInterceptors(server));
        await using var provider = services.BuildServiceProvider();

        await Record.ExceptionAsync(() => Acts[writer](provider));

        // How long usage is kept is a policy, which is read before.
        Assert.Contains(Lock, server.Procedures.First(procedure => !procedure.Contains("apikeys_policies", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
