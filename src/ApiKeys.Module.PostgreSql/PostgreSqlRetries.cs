using System.Diagnostics;
using ApiKeys.Storage.Servers;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace ApiKeys.PostgreSql;

/// <summary>
/// Retries statements that stand alone. Within a transaction it retries nothing: whoever began it, a workflow's step above all, knows how to do the whole anew.
/// </summary>
internal sealed class PostgreSqlRetries(ExecutionStrategyDependencies dependencies)
    : NpgsqlRetryingExecutionStrategy(dependencies, Retries.Max, Retries.LongestPause, errorCodesToAdd: null)
{
    private long _startedAt;

    // For EF Core, "it retries" means two things more: results are held in memory before the first row is given out, and with a million keys that is a
    // quarter of a gigabyte; and a transaction that someone else began is an error. Statements are retried nevertheless.
    public override bool RetriesOnFailure => false;

    protected override void OnFirstExecution()
    {
        base.OnFirstExecution();
        _startedAt = Stopwatch.GetTimestamp();
    }

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        Stopwatch.GetElapsedTime(_startedAt) > Retries.LastStart ? null : base.GetNextDelay(lastException);

    protected override bool ShouldRetryOn(Exception? exception) =>
        Dependencies.CurrentContext.Context.Database.CurrentTransaction is null && base.ShouldRetryOn(exception);
}
