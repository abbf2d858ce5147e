using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

internal static class JournalSaving
{
    /// <summary>Saves the changes together with the execution's row, if this process still owns the execution.</summary>
    /// <exception cref="ExecutionTakenOverException">Another process has a newer epoch.</exception>
    public static async Task SaveAsync(this DbContext context, WorkflowExecution execution, CancellationToken cancellationToken = default)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(entry => ReferenceEquals(entry.Entity, execution)))
        {
            throw new ExecutionTakenOverException(execution.Id, exception);
        }
    }
}
