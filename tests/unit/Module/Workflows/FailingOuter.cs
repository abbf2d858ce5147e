using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>A host's workflow that does what a test says and then fails, so that what it did is undone.</summary>
internal static class FailingOuter
{
    private static readonly Step<int, int, int> Fail = Step.Define<int, int, int>(
        "fail", (_, _, _) => throw new InvalidOperationException("The outer workflow fails."), (_, _, _) => Task.CompletedTask);

    private static readonly Workflow<Func<WorkflowRun, Task>, int> Outer = Workflow.Define<Func<WorkflowRun, Task>, int>(
        "failing-outer",
        async (run, act) =>
        {
            await act(run);
            return await run.StepAsync(Fail, 0);
        },
        Fail);

    public static void Register(IServiceCollection services) => services.AddWorkflow(Outer);

    public static async Task RunAsync(TestModule module, Func<WorkflowRun, Task> act)
    {
        var exception = await Record.ExceptionAsync(
            () => module.Runner.RunAsync(Outer, act, new WorkflowRunOptions(TestModule.Dana.Id), TestModule.Cancellation));

        Assert.Equal("The outer workflow fails.", exception?.Message);
    }
}
