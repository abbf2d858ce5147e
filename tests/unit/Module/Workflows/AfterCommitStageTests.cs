using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class AfterCommitStageTests
{
    [Fact]
    public async Task Stage_runs_once_for_all_steps_that_request_it_after_the_completion_and_before_the_result()
    {
        var stage = new NotingStage();
        var workflow = WorkflowActs.Sequence("two", Asking("first"), Asking("second"));
        await using var module = Start(stage, workflow);
        stage.OnRun = async () => stage.States.Add((await module.OnlyExecutionAsync()).State);

        await module.RunAsync(workflow, 7);

        Assert.Equal([["first 7", "second 7"]], stage.Runs);
        Assert.Equal([WorkflowState.Completed], stage.States);
    }

    [Fact]
    public async Task Function_continues_after_the_stage_when_its_last_step_completes_the_execution()
    {
        var stage = new NotingStage();
        var last = Asking("last");
        var workflow = Workflow.Define<int, int>("finishing", async (run, input) => await run.FinishAsync(last, input) + stage.Runs.Count, last);
        await using var module = Start(stage, workflow);

        Assert.Equal(1, (await module.RunAsync(workflow, 0)).Output);
        Assert.Single(stage.Runs);
    }

    [Fact]
    public async Task Stage_of_a_nested_workflow_waits_for_the_outer_ones_completion()
    {
        var stage = new NotingStage();
        var last = Asking("last");
        var inner = Workflow.DefineOneStep("inner", last);
        List<int> runsWithin = [];
        var outer = Workflow.Define<int, int>(
            "outer",
            async (run, input) =>
            {
                var output = await run.WorkflowAsync(inner, input);
                runsWithin.Add(stage.Runs.Count);
                return output;
            });
        await using var module = Start(stage, inner, outer);

        await module.RunAsync(outer, 7);

        Assert.Equal([0], runsWithin);
        Assert.Equal([["last 7"]], stage.Runs);
    }

    [Fact]
    public async Task Stage_that_no_step_requests_does_not_run()
    {
        var stage = new NotingStage();
        var workflow = WorkflowActs.Sequence("quiet", WorkflowActs.Noting("first", []));
        await using var module = Start(stage, workflow);

        await module.RunAsync(workflow, 1);

        Assert.Empty(stage.Runs);
    }

    [Fact]
    public async Task Stage_of_a_failed_execution_does_not_run()
    {
        var stage = new NotingStage();
        var workflow = WorkflowActs.Sequence("failing", Asking("first"), WorkflowActs.Failing("second"));
        await using var module = Start(stage, workflow);

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Empty(stage.Runs);
    }

    [Fact]
    public async Task Stage_requested_by_a_failed_attempt_does_not_run()
    {
        var stage = new NotingStage();
        var attempts = 0;
        var step = Step.Define<int, int, int>(
            "second time lucky",
            (step, input, _) =>
            {
                step.AfterCommit<NotingStage>($"attempt {++attempts}");
                return attempts == 1 ? throw new IOException("Away.") : Task.FromResult(Step.Done(input, input));
            },
            (_, _, _) => Task.CompletedTask,
            new StepPolicy { Attempts = 2, Backoff = TimeSpan.Zero });
        var workflow = WorkflowActs.Sequence("retried", step);
        await using var module = Start(stage, workflow);

        await module.RunAsync(workflow, 1);

        Assert.Equal([["attempt 2"]], stage.Runs);
    }

    [Fact]
    public async Task Step_that_refuses_runs_the_stage_it_asked_for()
    {
        var stage = new NotingStage();
        var workflow = WorkflowActs.Sequence("refusing", Asking("refusing", () => new WorkflowRefusedException("No.")));
        await using var module = Start(stage, workflow);

        await Assert.ThrowsAsync<WorkflowRefusedException>(() => module.RunAsync(workflow, 1));

        Assert.Equal([["refusing 1"]], stage.Runs);
    }

    [Fact]
    public async Task Repeated_call_runs_every_stage_because_the_first_may_still_be_in_it()
    {
        var stage = new NotingStage();
        var workflow = WorkflowActs.Sequence("one", WorkflowActs.Noting("first", []));
        await using var module = Start(stage, workflow);
        await module.RunAsync(workflow, 1, "once");
        Assert.Empty(stage.Runs);

        Assert.True((await module.RunAsync(workflow, 1, "once")).IsRepeat);

        Assert.Equal([[]], stage.Runs);
    }

    [Fact]
    public async Task Stage_that_fails_does_not_change_the_result()
    {
        var stage = new NotingStage { OnRun = () => throw new IOException("Away.") };
        var workflow = WorkflowActs.Sequence("one", Asking("first"));
        await using var module = Start(stage, workflow);

        Assert.Equal(7, (await module.RunAsync(workflow, 7)).Output);
        Assert.Equal(WorkflowState.Completed, (await module.OnlyExecutionAsync()).State);
        Assert.Single(stage.Runs);
    }

    [Fact]
    public async Task Step_that_requests_an_unregistered_stage_fails()
    {
        var workflow = WorkflowActs.Sequence("one", Asking("first"));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync(workflow, 1));

        Assert.Contains("AddAfterCommitStage", exception.Message, StringComparison.Ordinal);
        Assert.Empty((await module.Executions.ListAsync(new(), TestModule.Cancellation)).Items);
    }

    private static Step<int, int, int> Asking(string name, Func<Exception>? refusal = null) => Step.Define<int, int, int>(
        name,
        (step, input, _) =>
        {
            step.AfterCommit<NotingStage>($"{name} {input}");
            return refusal is null ? Task.FromResult(Step.Done(input, input)) : throw refusal();
        },
        (_, _, _) => Task.CompletedTask);

    private static TestModule Start(NotingStage stage, params Workflow[] workflows) => new(configure: services =>
    {
        WorkflowActs.With(workflows)(services);
        services.AddSingleton<AfterCommitStage>(stage);
    });

    private sealed class NotingStage() : AfterCommitStage("note")
    {
        public List<IReadOnlyList<object>> Runs { get; } = [];

        public List<WorkflowState> States { get; } = [];

        public Func<Task>? OnRun { get; set; }

        protected internal override Task RunAsync(IReadOnlyList<object> subjects, CancellationToken cancellationToken)
        {
            Runs.Add(subjects);
            return OnRun?.Invoke() ?? Task.CompletedTask;
        }
    }
}
