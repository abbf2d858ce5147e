using System.Diagnostics;
using ApiKeys.Storage.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.SqlServer;

/// <summary>Retries after lost connections too, which the driver reports on Linux with a number that EF Core doesn't know.</summary>
internal class LostConnectionRetries(ExecutionStrategyDependencies dependencies, int max, TimeSpan longestPause)
    : SqlServerRetryingExecutionStrategy(dependencies, max, longestPause, SqlServerErrors.Transient)
{
    private static readonly SqlServerErrors Errors = new();

    private long _startedAt;

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        _startedAt = Stopwatch.GetTimestamp();
    }

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        Stopwatch.GetElapsedTime(_startedAt) > Retries.LastStart ? null : base.GetNextDelay(lastException);

    protected override bool ShouldRetryOn(Exception exception) => Errors.IsTransient(exception) || base.ShouldRetryOn(exception);
}
