using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <summary>Finds out what became of a commit whose answer was lost: a connection can die after the server has committed and before it could say so.</summary>
internal static class CommitInquiry
{
    /// <summary>Asks whether a journal row was committed, once the transaction that wrote it has ended.</summary>
    /// <returns>Null where the database is out of reach, so that nobody can tell.</returns>
    public static async Task<bool?> IsCommittedAsync(this WorkflowDatabase database, WorkflowStepRecord row)
    {
        try
        {
            await WaitForOutcomeAsync(database, row);
            await using var context = database.Open();
            return await context.Set<WorkflowStepRecord>().AnyAsync(
                record => record.ExecutionId == row.ExecutionId && record.Sequence == row.Sequence, CancellationToken.None);
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>
    /// Waits until a transaction has ended of which we don't know how. A server may still be about to commit it, and a look alone would come too early: but a
    /// second row of the same key has to wait for the first one's fate.
    /// </summary>
    private static async Task WaitForOutcomeAsync(WorkflowDatabase database, WorkflowStepRecord row)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
        context.Add(new WorkflowStepRecord
        {
            ExecutionId = row.ExecutionId,
            Sequence = row.Sequence,
            Step = row.Step,
            State = row.State,
            StartedAt = row.StartedAt,
        });
        try
        {
            await context.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException exception) when (StoreFailure.Of(exception) is null)
        {
            // The row is there; or its execution is not.
        }
    }
}
