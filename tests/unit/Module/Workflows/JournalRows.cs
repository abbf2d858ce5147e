using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Executions written as they would stand in the journal, without running them.</summary>
internal static class JournalRows
{
    /// <summary>Writes one with a single step, and answers with its id.</summary>
    public static async Task<string> WriteAsync(
        this TestModule module, WorkflowState state = WorkflowState.Completed, TimeSpan ago = default, Action<WorkflowExecution>? change = null)
    {
        await using var database = module.OpenDatabase();
        var at = module.Time.GetUtcNow() - ago;
        var hasEnded = state is WorkflowState.Completed or WorkflowState.Compensated;
        var execution = new WorkflowExecution
        {
            Id = Ids.New(Ids.ExecutionPrefix, module.Time),
            Workflow = "create-api-keys",
            StartedBy = TestModule.Dana.Id,
            State = state,
            StartedAt = at,
            EndedAt = hasEnded ? at : null,
            LeaseUntil = at,
            Epoch = 1,
        };
        execution.Steps.Add(new WorkflowStepRecord
        {
            ExecutionId = execution.Id,
            Sequence = 1,
            Step = "insert-api-keys",
            State = StepState.Done,
            Undo = "[]",
            Attempts = 1,
            StartedAt = at,
            DoneAt = at,
        });
        change?.Invoke(execution);
        database.Add(execution);
        await database.SaveChangesAsync(TestModule.Cancellation);
        return execution.Id;
    }
}
