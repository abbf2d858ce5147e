using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class TransactionIdTests
{
    [Fact]
    public async Task Call_that_was_undone_can_be_made_again_under_its_id()
    {
        List<string> done = [];
        var fails = true;
        var first = WorkflowActs.Noting("first", done);
        var workflow = Workflow.Define<int, int>(
            "failing",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                return fails ? throw new TimeoutException("Slow.") : input;
            },
            first);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var options = WorkflowActs.AsDana with { TransactionId = "once" };
        await Assert.ThrowsAsync<TimeoutException>(() => module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation));
        fails = false;

        var outcome = await module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);

        Assert.False(outcome.IsRepeat);
        Assert.Equal(["do first", "undo first", "do first"], done);
    }

    [Fact]
    public async Task Call_whose_undo_waits_for_a_person_is_not_run_again()
    {
        var stuck = Step.Define<int, int, int>(
            "stuck", (_, input, _) => Task.FromResult(Step.Done(input, input)), (_, _, _) => throw new TimeoutException("Still slow."));
        var workflow = Workflow.Define<int, int>(
            "stuck",
            async (run, input) =>
            {
                await run.StepAsync(stuck, input);
                throw new TimeoutException("Slow.");
            },
            stuck);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var options = WorkflowActs.AsDana with { TransactionId = "once" };
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(
            () => module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation));

        var repeated = await Assert.ThrowsAsync<RepeatedExecutionException>(
            () => module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation));

        Assert.Equal((failed.ExecutionId, WorkflowState.CompensationFailed), (repeated.ExecutionId, repeated.State));
        Assert.Equal(10, Assert.Single((await module.ExecutionAsync(failed.ExecutionId)).Steps).CompensationAttempts);
    }

    [Fact]
    public async Task Transaction_id_with_another_input_is_another_call_and_refused()
    {
        var first = WorkflowActs.Noting("first", []);
        var workflow = Workflow.Define<int, int>("one", (run, input) => run.FinishAsync(first, input), first);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var options = WorkflowActs.AsDana with { TransactionId = "once" };
        await module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);

        await Assert.ThrowsAsync<TransactionIdReusedException>(() => module.Runner.RunAsync(workflow, 2, options, TestModule.Cancellation));
    }

    [Fact]
    public async Task Two_callers_can_choose_the_same_transaction_id()
    {
        var first = WorkflowActs.Noting("first", []);
        var workflow = Workflow.Define<int, int>("one", (run, input) => run.FinishAsync(first, input), first);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        await module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana with { TransactionId = "once" }, TestModule.Cancellation);

        var outcome = await module.Runner.RunAsync(
            workflow, 1, new WorkflowRunOptions(TestModule.Sam.Id, "once"), TestModule.Cancellation);

        Assert.False(outcome.IsRepeat);
    }

    [Fact]
    public async Task Failure_of_a_later_step_reaches_the_caller_though_the_call_has_a_transaction_id()
    {
        var first = WorkflowActs.Noting("first", []);
        var failing = Step.Define<int, int, int>(
            "failing", (_, _, _) => throw new DbUpdateException("The disk is full."), (_, _, _) => Task.CompletedTask);
        var workflow = Workflow.Define<int, int>(
            "two",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                return await run.StepAsync(failing, input);
            },
            first,
            failing);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<DbUpdateException>(
            () => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana with { TransactionId = "once" }, TestModule.Cancellation));

        Assert.Equal("The disk is full.", exception.Message);
    }

    [Fact]
    public async Task Call_repeated_on_another_node_waits_for_the_first_and_takes_its_outcome()
    {
        List<string> done = [];
        var finish = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var first = WorkflowActs.Noting("first", done);
        var second = WorkflowActs.Noting("second", done);
        var workflow = Workflow.Define<int, int>(
            "slow",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                begun.SetResult();
                await finish.Task;
                return await run.FinishAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        await using var other = new TestModule(module.Path, module.Time, configure: WorkflowActs.With(workflow));
        var options = WorkflowActs.AsDana with { TransactionId = "once" };
        var running = module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);
        await begun.Task;

        var repeating = other.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);
        finish.SetResult();
        var outcome = await running;
        while (!repeating.IsCompleted)
        {
            module.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        var repeated = await repeating;
        Assert.Equal((outcome.ExecutionId, true), (repeated.ExecutionId, repeated.IsRepeat));
        Assert.Equal(["do first", "do second"], done);
    }
}
