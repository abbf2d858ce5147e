using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowRecoveryTests
{
    [Fact]
    public async Task Stalled_process_can_not_commit_after_another_has_taken_over()
    {
        List<string> done = [];
        var stall = new TaskCompletionSource();
        var stalled = new TaskCompletionSource();
        var (first, second) = (WorkflowActs.Noting("first", done), WorkflowActs.Noting("second", done));
        var workflow = Workflow.Define<int, int>(
            "stalling",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                stalled.SetResult();
                await stall.Task;
                return await run.StepAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var running = module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation);
        await stalled.Task;

        await using var other = module.OtherNode(TimeSpan.FromSeconds(31), configure: WorkflowActs.With(workflow));
        var taken = await other.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);
        stall.SetResult();

        Assert.Equal(1, taken);
        var exception = await Assert.ThrowsAsync<ExecutionTakenOverException>(() => running);
        var execution = await module.ExecutionAsync(exception.ExecutionId);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal([("first", StepState.Compensated)], execution.Steps.Select(step => (step.Name, step.State)));
    }

    [Fact]
    public async Task Execution_within_its_lease_is_left_to_its_owner()
    {
        await using var module = new TestModule();
        var stalled = await StallAsync(module);

        module.Time.Advance(TimeSpan.FromSeconds(29));
        var taken = await module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

        Assert.Equal(0, taken);
        Assert.Equal(WorkflowState.Running, (await module.ExecutionAsync(stalled)).State);
    }

    [Fact]
    public async Task Two_nodes_that_recover_at_once_take_an_execution_over_once()
    {
        await using var module = new TestModule();
        await using var other = new TestModule(module.Path, module.Time);
        await StallAsync(module);
        module.Time.Advance(TimeSpan.FromSeconds(31));

        var taken = await Task.WhenAll(
            Task.Run(() => module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation), TestModule.Cancellation),
            Task.Run(() => other.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation), TestModule.Cancellation));

        Assert.Equal(1, taken.Sum());
    }

    [Fact]
    public async Task Execution_with_a_step_nobody_knows_has_minutes_until_it_waits_for_a_person_and_the_others_are_undone()
    {
        await using var module = new TestModule();
        var unknown = await StallAsync(module, "step-of-a-newer-release");
        var known = await StallAsync(module);
        module.Time.Advance(TimeSpan.FromSeconds(31));

        await module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);
        var first = await module.ExecutionAsync(unknown);
        for (var minute = 2; minute <= 10; minute++)
        {
            module.Time.Advance(TimeSpan.FromSeconds(61));
            await module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);
        }

        Assert.Equal(WorkflowState.Compensated, (await module.ExecutionAsync(known)).State);
        Assert.Equal(WorkflowState.Compensating, first.State);
        Assert.Equal(WorkflowState.CompensationFailed, (await module.ExecutionAsync(unknown)).State);
    }

    [Fact]
    public async Task Owner_that_wakes_and_finishes_while_another_looks_is_not_undone()
    {
        var asleep = new TaskCompletionSource();
        var wake = new TaskCompletionSource();
        var (first, second) = (WorkflowActs.Noting("first", []), WorkflowActs.Noting("second", []));
        var workflow = Workflow.Define<int, int>(
            "sleeping",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                asleep.SetResult();
                await wake.Task;
                return await run.FinishAsync(second, input);
            },
            first,
            second);
        await using var owner = new TestModule(configure: WorkflowActs.With(workflow));
        var running = owner.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation);
        await asleep.Task;
        var between = new BeforeTakeOver(async () =>
        {
            wake.SetResult();
            await running;
        });
        await using var other = owner.OtherNode(TimeSpan.FromSeconds(31), between, WorkflowActs.With(workflow));

        var taken = await other.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

        Assert.True(between.HasRun);
        Assert.Equal(0, taken);
        Assert.Equal(WorkflowState.Completed, (await owner.ExecutionAsync((await running).ExecutionId)).State);
    }

    /// <summary>Does something between the look at an expired execution and the statement that takes it over.</summary>
    private sealed class BeforeTakeOver(Func<Task> act) : DbCommandInterceptor
    {
        public bool HasRun { get; private set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (!HasRun && command.Unquoted().Contains("apikeys_workflow_executions", StringComparison.Ordinal))
            {
                HasRun = true;
                await act();
            }

            return result;
        }
    }

    /// <summary>An execution whose process died after its first step, as its journal would show it.</summary>
    private static Task<string> StallAsync(TestModule module, string step = "update-api-keys") => module.WriteAsync(
        WorkflowState.Running,
        change: execution =>
        {
            execution.LeaseUntil = module.Time.GetUtcNow().AddSeconds(30);
            execution.Steps[0].Step = step;
        });
}
