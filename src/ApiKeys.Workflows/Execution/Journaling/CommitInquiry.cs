using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <summary>Finds out whether a commit took effect when its response was lost: a connection can break after the server has committed and before it has replied.</summary>
internal static class CommitInquiry
{
    /// <summary>Asks whether a journal row was committed, once the transaction that wrote it has ended.</summary>
    /// <returns>Null if the database can't be reached, so the outcome is unknown.</returns>
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
    /// Waits until the transaction in doubt has ended. The server may still be about to commit it, so a read alone could come too early. Inserting a row with the same
    /// key has to wait until the first transaction has ended.
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
            // The row exists, or its execution doesn't.
        }
    }
}
