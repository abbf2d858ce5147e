using ApiKeys.ServerTests.Infrastructure;

[assembly: AssemblyFixture(typeof(PostgreSqlFixture))]

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Ends the private server while the run still lasts.</summary>
/// <remarks>
/// Removing its folder takes more than ten seconds on a slow disk. xunit lets the process live no longer than that after the run, and calls a run whose tests
/// all passed failed. A run that is killed gets here never: then the shell that watches the server ends it.
/// </remarks>
public sealed class PostgreSqlFixture : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await PostgreSqlProcess.EndAllAsync();
}
