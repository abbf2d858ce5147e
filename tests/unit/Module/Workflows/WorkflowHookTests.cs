using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowHookTests
{
    [Fact]
    public async Task Hooks_run_after_the_workflow_in_the_order_of_their_registration_and_before_it_completes()
    {
        List<string> done = [];
        List<WorkflowState> states = [];
        var workflow = Finishing("first", done);
        var (mail, count) = (WorkflowActs.Noting("mail", done), WorkflowActs.Noting("count", done));
        TestModule? module = null;
        await using (module = new TestModule(configure: WorkflowActs.With(workflow).Hooked(
            WorkflowHook.Define(workflow, (run, input, _) => run.StepAsync(mail, input), mail),
            WorkflowHook.Define(
                workflow,
                async (run, input, _) =>
                {
                    states.Add((await module!.OnlyExecutionAsync()).State);
                    await run.StepAsync(count, input);
                },
                count))))
        {
            await module.RunAsync(workflow, 1);

            Assert.Equal(["do first", "do mail", "do count"], done);
            Assert.Equal([WorkflowState.Running], states);
            var execution = await module.OnlyExecutionAsync();
            Assert.Equal(WorkflowState.Completed, execution.State);
            Assert.Equal(["first", "mail", "count"], execution.Steps.Select(step => step.Name));
        }
    }

    [Fact]
    public async Task Hook_is_given_what_the_workflow_was_given_and_what_it_answered()
    {
        List<(int Input, string Output)> given = [];
        var first = WorkflowActs.Noting("first", []);
        var workflow = Workflow.Define<int, string>("answering", async (run, input) => $"answer {await run.FinishAsync(first, input)}", first);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow).Hooked(
            WorkflowHook.Define(
                workflow,
                (_, input, output) =>
                {
                    given.Add((input, output));
                    return Task.CompletedTask;
                })));

        await module.RunAsync(workflow, 7);

        Assert.Equal([(7, "answer 7")], given);
    }

    [Fact]
    public async Task Hook_that_fails_undoes_its_own_steps_those_of_other_hooks_and_the_workflow()
    {
        List<string> done = [];
        var workflow = Finishing("first", done);
        var (mail, count) = (WorkflowActs.Noting("mail", done), WorkflowActs.Noting("count", done));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow).Hooked(
            WorkflowHook.Define(workflow, (run, input, _) => run.StepAsync(mail, input), mail),
            WorkflowHook.Define(
                workflow,
                async (run, input, _) =>
                {
                    await run.FinishAsync(count, input);
                    throw new TimeoutException("Slow.");
                },
                count)));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(["do first", "do mail", "do count", "undo count", "undo mail", "undo first"], done);
        Assert.Equal(WorkflowState.Compensated, (await module.ExecutionAsync(exception.ExecutionId())).State);
    }

    [Fact]
    public async Task Workflow_inside_another_runs_its_hooks_and_is_undone_with_them()
    {
        List<string> done = [];
        var inner = Finishing("inner", done);
        var (mail, after) = (WorkflowActs.Noting("mail", done), WorkflowActs.Failing("after"));
        var outer = Workflow.Define<int, int>(
            "outer",
            async (run, input) =>
            {
                var output = await run.WorkflowAsync(inner, input);
                done.Add("back in outer");
                return await run.FinishAsync(after, output);
            },
            after);
        await using var module = new TestModule(configure: WorkflowActs.With(inner, outer).Hooked(
            WorkflowHook.Define(inner, (run, input, _) => run.StepAsync(mail, input), mail)));

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(outer, 1));

        Assert.Equal(["do inner", "do mail", "back in outer", "undo mail", "undo inner"], done);
    }

    [Fact]
    public async Task Process_that_dies_between_a_workflow_and_its_hook_is_undone_by_the_next()
    {
        List<string> done = [];
        var faults = new FaultInjector();
        var workflow = Finishing("first", done);
        var mail = WorkflowActs.Noting("mail", done);
        var configure = WorkflowActs.With(workflow).Hooked(WorkflowHook.Define(
            workflow,
            (run, input, _) =>
            {
                faults.Die();
                return run.StepAsync(mail, input);
            },
            mail));
        await using var dying = new TestModule(interceptor: faults, configure: configure);
        await Assert.ThrowsAsync<CompensationFailedException>(() => dying.RunAsync(workflow, 1));
        Assert.Equal(["do first"], done);

        await using var next = dying.OtherNode(TimeSpan.FromSeconds(31), configure: configure);
        await next.RecoverAsync();

        Assert.Equal(["do first", "undo first"], done);
        Assert.Equal(WorkflowState.Compensated, (await next.OnlyExecutionAsync()).State);
    }

    [Fact]
    public async Task Hook_behind_a_step_without_a_way_back_is_refused_at_start()
    {
        await using var module = new TestModule(configure: services => services.AddWorkflowHook(provider => WorkflowHook.Define(
            provider.GetRequiredService<ApiKeyWorkflows>().Revoke, (_, _, _) => Task.CompletedTask)));

        var exception = Assert.Throws<InvalidOperationException>(module.Get<WorkflowRegistry>().Validate);

        Assert.Contains("'revoke-api-keys' can't have a hook", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hook_with_a_step_without_a_way_back_is_refused_at_start()
    {
        var workflow = Finishing("first", []);
        await using var module = new TestModule(configure: services => WorkflowActs.With(workflow)(services.AddWorkflowHook(
            provider => WorkflowHook.Define(workflow, (_, _, _) => Task.CompletedTask, provider.GetRequiredService<ApiKeyWorkflows>().Revoke.Steps[0]))));

        var exception = Assert.Throws<InvalidOperationException>(module.Get<WorkflowRegistry>().Validate);

        Assert.Contains("has no way back", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hook_of_a_workflow_that_is_not_registered_is_refused_at_start()
    {
        var workflow = Finishing("first", []);
        await using var module = new TestModule(configure: WorkflowActs.With().Hooked(
            WorkflowHook.Define(workflow, (_, _, _) => Task.CompletedTask)));

        var exception = Assert.Throws<InvalidOperationException>(module.Get<WorkflowRegistry>().Validate);

        Assert.Contains("'finishing' isn't registered", exception.Message, StringComparison.Ordinal);
    }

    private static Workflow<int, int> Finishing(string step, List<string> done)
    {
        var first = WorkflowActs.Noting(step, done);
        return Workflow.Define<int, int>("finishing", (run, input) => run.FinishAsync(first, input), first);
    }
}
