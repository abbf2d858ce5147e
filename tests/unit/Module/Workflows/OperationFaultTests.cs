using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>
/// Every workflow, failing and dying at every point of its database work: afterwards the database is what it was before, or the operation is
/// complete. Nothing in between (I4, I5, I12).
/// </summary>
public sealed class OperationFaultTests
{
    // Far above what any operation passes; reaching it would mean that the injector counts for ever.
    private const int MostPoints = 60;

    public static TheoryData<string> Operations => OperationCase.Names;

    [Fact]
    public async Task Every_registered_workflow_has_a_case()
    {
        await using var module = new TestModule();

        var registered = module.Get<WorkflowRegistry>().Workflows.Select(workflow => workflow.Name).Order();

        Assert.Equal(registered, OperationCase.All.Select(c => c.WorkflowName).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_that_fails_at_any_point_leaves_the_database_as_it_was(string name)
    {
        var operation = OperationCase.Named(name);
        var failures = 0;
        for (var point = 0; ; point++)
        {
            Assert.InRange(point, 0, MostPoints);
            var faults = new FaultInjector { At = point };
            await using var module = new TestModule(interceptor: faults);
            var input = await operation.ArrangeAsync(module);
            var before = DatabaseSnapshot.Take(module.Path);
            faults.Arm();

            var exception = await Record.ExceptionAsync(
                () => operation.RunAsync(module, input, new WorkflowRunOptions(TestModule.Dana.Id, "click-1")));

            if (!faults.HasThrown)
            {
                Assert.Null(exception);
                break;
            }

            // No exception: the fault hit after the last commit, which the runner found out and answered for.
            if (exception is not null)
            {
                failures++;
                Assert.IsType<InjectedFaultException>(exception);
                Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
            }
            else
            {
                Assert.NotEqual(before, DatabaseSnapshot.Take(module.Path));
            }

            await AssertSettledAsync(module);
        }

        Assert.True(failures > 0, "No fault was ever injected, so nothing was tested.");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_whose_process_dies_at_any_point_is_undone_by_the_next_or_complete(string name)
    {
        var operation = OperationCase.Named(name);
        var deaths = 0;
        for (var point = 0; ; point++)
        {
            Assert.InRange(point, 0, MostPoints);
            var faults = new FaultInjector { At = point, Dies = true };
            await using var dying = new TestModule(interceptor: faults);
            var input = await operation.ArrangeAsync(dying);
            var before = DatabaseSnapshot.Take(dying.Path);
            var executionsBefore = await ExecutionIdsAsync(dying);
            faults.Arm();

            await Record.ExceptionAsync(() => operation.RunAsync(dying, input, new WorkflowRunOptions(TestModule.Dana.Id)));

            if (!faults.HasThrown)
            {
                break;
            }

            deaths++;
            await using var next = new TestModule(dying.Path, dying.Time);
            await AssertSomeKeyWorksAsync(next, before);
            next.Time.Advance(TimeSpan.FromSeconds(31));
            await next.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

            var (executions, _) = await next.Executions.ListAsync(new() { Limit = 100 }, TestModule.Cancellation);
            var complete = executions.Any(e => e.State == WorkflowState.Completed && !executionsBefore.Contains(e.Id));
            Assert.Equal(!complete, before == DatabaseSnapshot.Take(next.Path));
            await AssertSettledAsync(next);
        }

        Assert.True(deaths > 0, "No death was ever injected, so nothing was tested.");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Complete_operation_inside_a_workflow_that_fails_is_undone_or_has_no_way_back(string name)
    {
        var operation = OperationCase.Named(name);
        await using var module = new TestModule(configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        var before = DatabaseSnapshot.Take(module.Path);

        var exception = await Record.ExceptionAsync(() => operation.RunInsideFailingAsync(module, input));

        Assert.Equal("The outer workflow fails.", exception?.Message);
        Assert.Equal(operation.IsReversible, before == DatabaseSnapshot.Take(module.Path));
        await AssertSomeKeyWorksAsync(module, before);
        await AssertSettledAsync(module);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Undo_that_fails_waits_for_a_person_and_succeeds_when_retried(string name)
    {
        var operation = OperationCase.Named(name);
        var faults = new FaultInjector { FailsCompensations = true };
        await using var module = new TestModule(interceptor: faults, configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        var before = DatabaseSnapshot.Take(module.Path);

        var exception = await Record.ExceptionAsync(() => operation.RunInsideFailingAsync(module, input));

        // A revocation alone has nothing to undo; a roll has the insertion of its replacement, which then stays.
        if (exception is not CompensationFailedException failed)
        {
            Assert.False(operation.IsReversible);
            return;
        }

        Assert.Equal("The outer workflow fails.", failed.InnerExceptions[0].Message);
        Assert.IsType<InjectedFaultException>(failed.InnerExceptions[1]);
        Assert.Equal(WorkflowState.CompensationFailed, await StateAsync(module, failed.ExecutionId));

        faults.FailsCompensations = false;
        var state = await module.Executions.RetryCompensationAsync(failed.ExecutionId, TestModule.Cancellation);

        Assert.Equal(WorkflowState.Compensated, state);
        Assert.Equal(operation.IsReversible, before == DatabaseSnapshot.Take(module.Path));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Undo_whose_process_dies_at_any_point_is_finished_by_the_next(string name)
    {
        var operation = OperationCase.Named(name);
        for (var point = 0; ; point++)
        {
            Assert.InRange(point, 0, MostPoints);
            var faults = new FaultInjector { At = point, Dies = true };
            await using var dying = new TestModule(interceptor: faults, configure: operation.RegisterOuter);
            var input = await operation.ArrangeAsync(dying);
            var before = DatabaseSnapshot.Take(dying.Path);
            faults.Arm();

            await Record.ExceptionAsync(() => operation.RunInsideFailingAsync(dying, input));

            if (!faults.HasThrown)
            {
                break;
            }

            await using var next = new TestModule(dying.Path, dying.Time);
            next.Time.Advance(TimeSpan.FromSeconds(31));
            await next.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

            if (operation.IsReversible)
            {
                Assert.Equal(before, DatabaseSnapshot.Take(next.Path));
            }

            await AssertSomeKeyWorksAsync(next, before);
            await AssertSettledAsync(next);
        }
    }

    private static async Task AssertSettledAsync(TestModule module)
    {
        var (unsettled, _) = await module.Executions.ListAsync(
            new() { States = [WorkflowState.Running, WorkflowState.Compensating, WorkflowState.CompensationFailed] }, TestModule.Cancellation);
        Assert.Empty(unsettled);

        await using var database = module.OpenDatabase();
        var executions = await database.Set<WorkflowExecution>().Select(e => e.Id).ToListAsync(TestModule.Cancellation);
        var orphans = await database.Events.Where(row => !executions.Contains(row.ExecutionId)).CountAsync(TestModule.Cancellation);
        Assert.Equal(0, orphans);
    }

    /// <summary>I5: rolling a key that worked before never leaves a moment at which neither it nor its replacement does.</summary>
    private static async Task AssertSomeKeyWorksAsync(TestModule module, string before)
    {
        await using var database = module.OpenDatabase();
        var now = module.Time.GetUtcNow();
        var keys = await database.Keys.Where(key => key.DeletedAt == null).ToListAsync(TestModule.Cancellation);
        foreach (var old in keys.Where(key => key.Title is "Now" or "Later" && key.ReplacesId is null && before.Contains(key.Id, StringComparison.Ordinal)))
        {
            var line = keys.Where(key => key.Id == old.Id || key.ReplacesId == old.Id);
            Assert.Contains(line, key => key.StatusAt(now) is ApiKeyStatus.Active or ApiKeyStatus.Revoking);
        }
    }

    private static async Task<HashSet<string>> ExecutionIdsAsync(TestModule module)
    {
        var (executions, _) = await module.Executions.ListAsync(new() { Limit = 100 }, TestModule.Cancellation);
        return [.. executions.Select(e => e.Id)];
    }

    private static async Task<WorkflowState> StateAsync(TestModule module, string executionId)
    {
        var (executions, _) = await module.Executions.ListAsync(new() { Ids = [executionId] }, TestModule.Cancellation);
        return executions.Single().State;
    }
}
