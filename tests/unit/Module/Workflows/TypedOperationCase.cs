using System.Text.Json.Serialization;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <inheritdoc cref="OperationCase"/>
internal sealed record OperationCase<TInput, TOutput>(
    string Name, string WorkflowName, Func<TestModule, Workflow<TInput, TOutput>> Workflow, Func<TestModule, Task<TInput>> Arrange)
    : OperationCase(Name, WorkflowName)
    where TInput : notnull
{
    private readonly Workflow<OuterInput, TOutput> _outer = Outer();

    public override async Task<object> ArrangeAsync(TestModule module) => await Arrange(module);

    public override Task RunAsync(
        TestModule module, object input, OperationSetting setting, string? transactionId, CancellationToken? cancellationToken)
    {
        var options = new WorkflowRunOptions(TestModule.Dana.Id, transactionId);
        var token = cancellationToken ?? TestModule.Cancellation;
        return setting == OperationSetting.Alone
            ? module.Runner.RunAsync(Workflow(module), (TInput)input, options, token)
            : module.Runner.RunAsync(
                _outer, new OuterInput((TInput)input, setting == OperationSetting.InsideOneThatFails) { Inner = Workflow(module) }, options, token);
    }

    public override void RegisterOuter(IServiceCollection services)
    {
        Configure(services);
        services.AddWorkflow(_outer);
    }

    /// <summary>A step before and a step after, so that the execution is in the journal while the inner workflow runs and can be taken over.</summary>
    private static Workflow<OuterInput, TOutput> Outer()
    {
        var before = Step.Define<int, int, int>(
            "before", (_, input, _) => Task.FromResult(Step.Done(input, input)), (_, _, _) => Task.CompletedTask);
        var after = Step.Define<bool, int, int>(
            "after",
            (_, fails, _) => fails ? throw new InvalidOperationException(OuterFailure) : Task.FromResult(Step.Done(0, 0)),
            (_, _, _) => Task.CompletedTask);
        return ApiKeys.Workflows.Workflow.Define<OuterInput, TOutput>(
            "outer",
            async (run, given) =>
            {
                await run.StepAsync(before, 0);
                var output = await run.WorkflowAsync(given.Inner!, given.Input);
                await run.FinishAsync(after, given.Fails);
                return output;
            },
            before,
            after);
    }

    private sealed record OuterInput(TInput Input, bool Fails)
    {
        [JsonIgnore]
        public Workflow<TInput, TOutput>? Inner { get; init; }
    }
}
