using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>Settings of the database that promises depend on, by what a server says of them.</summary>
public sealed class SqlServerSettingsTests : IAsyncDisposable
{
    private readonly LoopbackSqlServer _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // 2 is FORCED: a commit is confirmed before it is on the disk.
    [Fact]
    public async Task Host_does_not_start_where_a_crash_loses_what_was_acknowledged()
    {
        await using var provider = Provider(durability: 2, snapshot: 1);

        var refused = await Assert.ThrowsAsync<RefusedSettingException>(() => CheckAsync(provider));

        Assert.Contains("DELAYED_DURABILITY = FORCED", refused.Message, StringComparison.Ordinal);
    }

    // Of ALLOWED, the default is a durable commit, and the library asks for no other.
    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(0, 0, 1)]
    public async Task Reads_that_wait_for_writers_are_warned_of(int durability, int snapshot, int warnings)
    {
        await using var provider = Provider(durability, snapshot);

        await CheckAsync(provider);

        var said = provider.GetRequiredService<FakeLogCollector>().GetSnapshot().Where(record => record.Id == 1050).ToList();
        Assert.Equal(warnings, said.Count);
        Assert.All(said, record => Assert.Contains("READ_COMMITTED_SNAPSHOT OFF", record.Message, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task CheckAsync(ServiceProvider provider) => provider.GetRequiredService<DatabaseSettingsCheck>().RunAsync(Cancellation);

    private ServiceProvider Provider(int durability, int snapshot)
    {
        _server.Answer = text => text.Contains("delayed_durability", StringComparison.Ordinal) ? SqlServerAnswer.Number(durability)
            : text.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal) ? SqlServerAnswer.Number(snapshot)
            : SqlServerAnswer.Done;
        var services = new ServiceCollection().AddLogging(logging => logging.AddFakeLogging());
        services.AddApiKeys().UseSqlServer(_server.ConnectionString);
        return services.BuildServiceProvider();
    }
}
