using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

public sealed class CommitInDoubtTests
{
    private const string Waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    // Far more than it takes to ask.
    private const int Looks = 300;

    // The server knows nothing yet of the end of the connection, and commits after the process has begun to ask what became of it.
    [Fact]
    public async Task Commit_that_comes_after_its_connection_was_lost_is_waited_for()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var direct = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await using var network = new LateCommitProxy(direct.Port, () => UntilSomebodyWaitsAsync(database));
        var through = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = network.Port }.ConnectionString;
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(through);
        await using var provider = services.BuildServiceProvider();
        var keys = provider.GetRequiredService<IApiKeyModuleService>();
        network.Arm();

        var result = await keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, TestModule.Cancellation);

        Assert.True(network.HasStruck);
        Assert.True(result.Succeeded);
        Assert.NotNull(await keys.RetrieveAsync(result.Value!.Key.Id, TestModule.Cancellation));
        var execution = Assert.Single((await provider.GetRequiredService<IWorkflowExecutions>().ListAsync(new(), TestModule.Cancellation)).Items);
        Assert.Equal(WorkflowState.Completed, execution.State);
        Assert.All(execution.Steps, step => Assert.Equal(1, step.Attempts));
    }

    private static async Task UntilSomebodyWaitsAsync(PostgreSqlDatabase database)
    {
        for (var look = 0; look < Looks && await database.AskAsync<long>(Waiting) == 0; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
