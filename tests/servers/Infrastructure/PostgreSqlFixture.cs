using ApiKeys.ServerTests.Infrastructure;

[assembly: AssemblyFixture(typeof(PostgreSqlFixture))]

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Ends the private server while the run still lasts.</summary>
/// <remarks>
/// On a slow disk it takes more than ten seconds to remove the server's folder. xunit gives a process no more time to exit, and then reports the run as failed,
/// although all tests passed. If the run is killed, this is not called: the shell that watches the server ends it.
/// </remarks>
public sealed class PostgreSqlFixture : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgreSqlProcess.EndAllAsync();
}
