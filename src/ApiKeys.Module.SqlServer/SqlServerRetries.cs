using ApiKeys.Storage.Servers;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.SqlServer;

/// <summary>
/// Retries statements that stand alone. Within a transaction it retries nothing: the workflow step that began it knows how to do the whole again.
/// </summary>
internal sealed class SqlServerRetries(ExecutionStrategyDependencies dependencies)
    : LostConnectionRetries(dependencies, Retries.Max, Retries.LongestPause)
{
    // For EF Core, "it retries" means two things more: results are held in memory before the first row is given out, and with a million keys that is a
    // quarter of a gigabyte; and a transaction that someone else began is an error. Statements are retried nevertheless.
    public override bool RetriesOnFailure => false;

    protected override bool ShouldRetryOn(Exception exception) =>
        Dependencies.CurrentContext.Context.Database.CurrentTransaction is null && base.ShouldRetryOn(exception);
}
