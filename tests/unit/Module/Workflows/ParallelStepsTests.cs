using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class ParallelStepsTests
{
    [Fact]
    public async Task Steps_started_together_commit_each_in_its_own_row()
    {
        List<string> done = [];
        Step<int, int, int>[] steps = [.. Enumerable.Range(0, 6).Select(i => WorkflowActs.Noting($"step-{i}", done))];
        var workflow = Workflow.Define<int, int>(
            "together", async (run, input) => (await Task.WhenAll(steps.Select(step => run.StepAsync(step, input)))).Sum(), steps);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var outcome = await module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation);

        Assert.Equal(6, outcome.Output);
        var execution = await module.ExecutionAsync(outcome.ExecutionId);
        Assert.Equal(6, execution.Steps.Select(step => step.Name).Distinct().Count());
        Assert.Equal(WorkflowState.Completed, execution.State);
    }

    [Fact]
    public async Task Step_started_together_with_one_that_fails_does_not_commit_behind_the_undo()
    {
        List<string> done = [];
        var (first, late) = (WorkflowActs.Noting("first", done), WorkflowActs.Noting("late", done));
        var gate = new TaskCompletionSource();
        var failing = Step.Define<int, int, int>(
            "failing",
            async (_, _, _) =>
            {
                await gate.Task;
                throw new TimeoutException("Slow.");
            },
            (_, _, _) => Task.CompletedTask);
        Task<int>? straggler = null;
        var workflow = Workflow.Define<int, int>(
            "together",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                var fails = run.StepAsync(failing, input);
                straggler = run.StepAsync(late, input);
                gate.SetResult();
                return await fails;
            },
            first,
            failing,
            late);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<TimeoutException>(
            () => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));
        await Record.ExceptionAsync(() => straggler!);

        var execution = await module.ExecutionAsync((string)exception.Data[WorkflowData.ExecutionIdKey]!);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.All(
            execution.Steps,
            step => Assert.Equal(step.Name == failing.Name ? StepState.Failed : StepState.Compensated, step.State));
    }
}
