using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowDefinitionTests
{
    [Fact]
    public async Task Step_that_is_not_declared_is_refused()
    {
        var undeclared = WorkflowActs.Noting("undeclared", []);
        var workflow = Workflow.Define<int, int>("hiding", (run, input) => run.StepAsync(undeclared, input));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));

        Assert.Contains("without declaring it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_runs_after_the_finishing_step()
    {
        var (first, second) = (WorkflowActs.Noting("first", []), WorkflowActs.Noting("second", []));
        var workflow = Workflow.Define<int, int>(
            "overrunning",
            async (run, input) =>
            {
                await run.FinishAsync(first, input);
                return await run.StepAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, TestModule.Cancellation));

        Assert.Contains("is finished", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_steps_of_one_name_are_refused_at_start()
    {
        var workflow = Workflow.Define<int, int>("twins", (_, input) => Task.FromResult(input), WorkflowActs.Noting("twin", []), WorkflowActs.Noting("twin", []));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = Assert.Throws<InvalidOperationException>(module.Get<WorkflowRegistry>().Validate);

        Assert.Contains("Two steps are named 'twin'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_of_a_host_can_ask_for_the_services_that_run_workflows_themselves()
    {
        await using var module = new TestModule(
            configure: services => services.AddSingleton<ReadingStep>().AddWorkflow<ReadingWorkflow>());
        await module.CreateAsync();

        var outcome = await module.RunAsync(module.Get<ReadingWorkflow>(), 0);

        Assert.Equal(1, outcome.Output);
    }

    private sealed class ReadingStep(IApiKeyModuleService keys, IWorkflowRunner runner) : Step<int, int, int>("reading")
    {
        protected internal override async Task<StepResult<int, int>> ExecuteAsync(StepContext step, int input, CancellationToken cancellationToken)
        {
            Assert.NotNull(runner);
            return Done((await keys.ListAsync(new(), cancellationToken)).Count, input);
        }

        protected internal override Task CompensateAsync(StepContext step, int undo, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class ReadingWorkflow(ReadingStep reading) : Workflow<int, int>("reading", reading)
    {
        protected internal override Task<int> RunAsync(WorkflowRun run, int input) => run.FinishAsync(reading, input);
    }
}
