using ApiKeys.Keys;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowRunnerTests
{
    [Fact]
    public async Task Reference_sample_creates_a_key_and_its_compensation_deletes_it_by_id()
    {
        var createApiKey = Step.Define<ApiKeyFactory, string, string>(
            "create-api-key",
            (step, factory, _) =>
            {
                var (key, _) = factory.Make(step, ApiKeyType.Publishable, "Development");
                step.Keys().Add(key);
                return Task.FromResult(Step.Done(key.Id, undo: key.Id));
            },
            (step, id, cancellationToken) => step.Keys().Where(key => key.Id == id).ExecuteDeleteAsync(cancellationToken));
        var createApiKeyWorkflow = Workflow.Define<(ApiKeyFactory Factory, bool Fails), string>(
            "create-api-key",
            async (run, input) =>
            {
                var id = await run.StepAsync(createApiKey, input.Factory);
                return input.Fails ? throw new InvalidOperationException("Failed after the step.") : id;
            },
            createApiKey);
        await using var module = new TestModule(configure: services => services.AddWorkflow(createApiKeyWorkflow));

        var outcome = await module.Runner.RunAsync(
            createApiKeyWorkflow, (module.Get<ApiKeyFactory>(), false), WorkflowActs.AsDana, TestModule.Cancellation);
        var before = DatabaseSnapshot.Take(module.Path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => module.Runner.RunAsync(
            createApiKeyWorkflow, (module.Get<ApiKeyFactory>(), true), WorkflowActs.AsDana, TestModule.Cancellation));

        Assert.Equal(outcome.Output, (await module.RetrieveAsync(outcome.Output!)).Id);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Failed_workflow_undoes_its_finished_steps_in_reverse_and_keeps_the_exception()
    {
        List<string> done = [];
        var (first, second) = (WorkflowActs.Noting("first", done), WorkflowActs.Noting("second", done));
        var failing = Step.Define<int, int, int>("failing", (_, _, _) => throw new TimeoutException("Slow."), (_, _, _) => Task.CompletedTask);
        var workflow = Workflow.Define<int, int>(
            "three",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                await run.StepAsync(second, input);
                return await run.StepAsync(failing, input);
            },
            first,
            second,
            failing);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<TimeoutException>(
            () => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));

        Assert.Equal(["do first", "do second", "undo second", "undo first"], done);
        var execution = await module.ExecutionAsync((string)exception.Data[WorkflowData.ExecutionIdKey]!);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal("TimeoutException: Slow.", execution.Error);
        Assert.Equal(
            [("first", StepState.Compensated), ("second", StepState.Compensated), ("failing", StepState.Failed)],
            execution.Steps.Select(step => (step.Name, step.State)));
        Assert.Equal("TimeoutException: Slow.", execution.Steps[2].Error);
    }

    [Fact]
    public async Task Workflow_that_fails_before_its_first_effect_leaves_no_row()
    {
        var failing = Step.Define<int, int, int>("failing", (_, _, _) => throw new TimeoutException("Slow."), (_, _, _) => Task.CompletedTask);
        var workflow = Workflow.Define<int, int>("one", (run, input) => run.StepAsync(failing, input), failing);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));

        Assert.Equal(0, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Cancelled_workflow_is_undone_though_its_caller_has_left()
    {
        List<string> done = [];
        using var caller = new CancellationTokenSource();
        var (first, second) = (WorkflowActs.Noting("first", done), WorkflowActs.Noting("second", done));
        var workflow = Workflow.Define<int, int>(
            "two",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                await caller.CancelAsync();
                return await run.StepAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, caller.Token));

        Assert.Equal(["do first", "undo first"], done);
    }

    [Fact]
    public async Task Commit_whose_outcome_nobody_can_tell_is_not_reported_as_undone()
    {
        var faults = new FaultInjector { Dies = true, At = 2 };
        await using var module = new TestModule(interceptor: faults);
        faults.Arm();

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => module.CreateAsync());

        Assert.StartsWith(Ids.ExecutionPrefix, exception.ExecutionId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_throws_after_the_finishing_step_undoes_it_too()
    {
        List<string> done = [];
        var first = WorkflowActs.Noting("first", done);
        var workflow = Workflow.Define<int, int>(
            "careless",
            async (run, input) =>
            {
                await run.FinishAsync(first, input);
                throw new TimeoutException("Slow.");
            },
            first);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));

        Assert.Equal(["do first", "undo first"], done);
    }

    [Fact]
    public async Task Token_in_a_host_exception_is_scrubbed_before_it_is_stored()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
        var first = WorkflowActs.Noting("first", []);
        var workflow = Workflow.Define<int, int>(
            "leaky",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                throw new InvalidOperationException($"Could not send {token}.");
            },
            first);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));

        var execution = await module.ExecutionAsync((string)exception.Data[WorkflowData.ExecutionIdKey]!);
        Assert.Equal("InvalidOperationException: Could not send sk_shop_[redacted].", execution.Error);
    }
}
