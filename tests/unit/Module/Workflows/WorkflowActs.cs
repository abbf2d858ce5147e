using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Workflows and what became of them, in the fewest words.</summary>
internal static class WorkflowActs
{
    public static readonly WorkflowRunOptions AsDana = new(TestModule.Dana.Id);

    public static Action<IServiceCollection> With(params Workflow[] workflows) => services =>
    {
        foreach (var workflow in workflows)
        {
            services.AddWorkflow(workflow);
        }
    };

    public static Action<IServiceCollection> And(this Action<IServiceCollection> configure, Action<WorkflowOptions> options) => services =>
    {
        configure(services);
        services.Configure(options);
    };

    public static Action<IServiceCollection> Hooked(this Action<IServiceCollection> configure, params WorkflowHook[] hooks) => services =>
    {
        configure(services);
        foreach (var hook in hooks)
        {
            services.AddWorkflowHook(_ => hook);
        }
    };

    /// <summary>A step that does nothing but note that it was done and undone.</summary>
    public static Step<int, int, int> Noting(string name, List<string> done, StepPolicy? policy = null) => Step.Define<int, int, int>(
        name,
        (_, input, _) =>
        {
            done.Add($"do {name}");
            return Task.FromResult(Step.Done(input, input));
        },
        (_, _, _) =>
        {
            done.Add($"undo {name}");
            return Task.CompletedTask;
        },
        policy);

    /// <summary>A step that does what it is told, and has nothing to undo.</summary>
    public static Step<int, int, int> Doing(string name, Func<CancellationToken, Task> act, StepPolicy? policy = null) => Step.Define<int, int, int>(
        name,
        async (_, input, cancellationToken) =>
        {
            await act(cancellationToken);
            return Step.Done(input, input);
        },
        (_, _, _) => Task.CompletedTask,
        policy);

    /// <summary>A step that throws.</summary>
    public static Step<int, int, int> Failing(string name, Func<Exception>? failure = null, StepPolicy? policy = null) =>
        Doing(name, _ => throw (failure?.Invoke() ?? new TimeoutException("Slow.")), policy);

    /// <summary>A workflow that runs steps one after another, each with the output of the one before.</summary>
    public static Workflow<int, int> Sequence(string name, params Step<int, int, int>[] steps) => Workflow.Define<int, int>(
        name,
        async (run, input) =>
        {
            foreach (var step in steps)
            {
                input = await run.StepAsync(step, input);
            }

            return input;
        },
        steps);

    public static Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        this TestModule module, Workflow<TInput, TOutput> workflow, TInput input, string? transactionId = null) =>
        module.Runner.RunAsync(workflow, input, AsDana with { TransactionId = transactionId }, TestModule.Cancellation);

    public static async Task<WorkflowExecutionDetails> ExecutionAsync(this TestModule module, string id)
    {
        var (executions, _) = await module.Executions.ListAsync(new() { Ids = [id] }, TestModule.Cancellation);
        return Assert.Single(executions);
    }

    /// <summary>The one execution there is.</summary>
    public static async Task<WorkflowExecutionDetails> OnlyExecutionAsync(this TestModule module)
    {
        var (executions, _) = await module.Executions.ListAsync(new(), TestModule.Cancellation);
        return Assert.Single(executions);
    }

    public static Task<int> RecoverAsync(this TestModule module) => module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

    /// <summary>The execution that an exception tells of.</summary>
    public static string ExecutionId(this Exception exception) => (string)exception.Data[WorkflowData.ExecutionIdKey]!;
}
