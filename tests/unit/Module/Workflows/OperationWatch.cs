using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Remembers a database before an operation, and says afterwards whether all of it took place or nothing.</summary>
internal sealed class OperationWatch
{
    private readonly string _before;
    private readonly HashSet<string> _executions;

    private OperationWatch(string before, HashSet<string> executions)
    {
        _before = before;
        _executions = executions;
    }

    public static async Task<OperationWatch> StartAsync(TestModule module) =>
        new(DatabaseSnapshot.Take(module.Path), [.. (await ExecutionsAsync(module)).Select(execution => execution.Id)]);

    /// <summary>The execution since, if there was one.</summary>
    public async Task<WorkflowExecutionDetails?> ExecutionAsync(TestModule module) =>
        (await ExecutionsAsync(module)).SingleOrDefault(execution => !_executions.Contains(execution.Id));

    public bool IsAsBefore(TestModule module) => _before == DatabaseSnapshot.Take(module.Path);

    /// <summary>
    /// The operation is complete, or the database is what it was byte for byte, but for effects that have no way back; nothing is under way; and
    /// every event row tells of a change whose execution is known.
    /// </summary>
    public async Task AssertAllOrNothingAsync(TestModule module)
    {
        var execution = await ExecutionAsync(module);
        var stays = execution is { State: WorkflowState.Completed }
            || (execution?.Steps.Any(step => step.State == StepState.Irreversible) ?? false);
        Assert.Equal(!stays, IsAsBefore(module));
        await AssertSettledAsync(module);
        await AssertSomeKeyWorksAsync(module);
    }

    /// <summary>The same, where the caller got an answer: only a complete operation is answered for, and each complete one is.</summary>
    public async Task AssertAllOrNothingAsync(TestModule module, Exception? answer)
    {
        await AssertAllOrNothingAsync(module);
        Assert.Equal((await ExecutionAsync(module))?.State == WorkflowState.Completed, answer is null);
    }

    /// <summary>I5: rolling a key that worked before never leaves a moment at which neither it nor its replacement does.</summary>
    public async Task AssertSomeKeyWorksAsync(TestModule module)
    {
        await using var database = module.OpenDatabase();
        var now = module.Time.GetUtcNow();
        var keys = await database.Set<ApiKey>().Where(key => key.DeletedAt == null).ToListAsync(TestModule.Cancellation);
        foreach (var old in keys.Where(key => key.Title is "Now" or "Later" && key.ReplacesId is null && _before.Contains(key.Id, StringComparison.Ordinal)))
        {
            var line = keys.Where(key => key.Id == old.Id || key.ReplacesId == old.Id);
            Assert.Contains(line, key => key.StatusAt(now) is ApiKeyStatus.Active or ApiKeyStatus.Revoking);
        }
    }

    private static async Task AssertSettledAsync(TestModule module)
    {
        var executions = await ExecutionsAsync(module);
        Assert.All(executions, execution => Assert.True(execution.State is WorkflowState.Completed or WorkflowState.Compensated));

        await using var database = module.OpenDatabase();
        var ids = executions.Select(execution => execution.Id).ToList();
        var orphans = await database.Set<ApiKeyEvent>().Where(row => !ids.Contains(row.ExecutionId)).CountAsync(TestModule.Cancellation);
        Assert.Equal(0, orphans);
    }

    private static async Task<IReadOnlyList<WorkflowExecutionDetails>> ExecutionsAsync(TestModule module) =>
        (await module.Executions.ListAsync(new() { Limit = ListWorkflowExecutionsQuery.MaxLimit }, TestModule.Cancellation)).Items;
}
