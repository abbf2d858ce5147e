using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>No workflow and no step escapes the tests that fail, kill, cancel and stall them.</summary>
public sealed class OperationCoverageTests
{
    [Fact]
    public async Task Every_registered_workflow_has_a_case()
    {
        await using var module = new TestModule();

        var registered = module.Get<WorkflowRegistry>().Workflows.Select(workflow => workflow.Name).Order();

        Assert.Equal(registered, OperationCase.All.Select(c => c.WorkflowName).Distinct().Order());
    }

    [Fact]
    public async Task Every_step_of_every_registered_workflow_is_done_by_a_case_and_undone_where_it_can_be()
    {
        SortedSet<string> ended = [];
        foreach (var operation in OperationCase.All)
        {
            await using var module = new TestModule(configure: operation.RegisterOuter);
            var input = await operation.ArrangeAsync(module);
            var watch = await OperationWatch.StartAsync(module);
            await Record.ExceptionAsync(() => operation.RunAsync(module, input, OperationSetting.InsideOneThatFails));
            ended.UnionWith((await watch.ExecutionAsync(module))!.Steps.Select(step => $"{step.Name}: {step.State}"));
        }

        await using var plain = new TestModule();
        var registered = plain.Get<WorkflowRegistry>().Workflows.SelectMany(workflow => workflow.Steps).Distinct();
        Assert.Superset(
            new SortedSet<string>(registered.Select(step =>
                $"{step.Name}: {(step.StateWhenDone == StepState.Irreversible ? StepState.Irreversible : StepState.Compensated)}")),
            ended);
    }
}
