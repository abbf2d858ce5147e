using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Workflows;

/// <summary>A workflow of the tests' own, with a step of every kind, which ends as a test wants it to.</summary>
internal sealed class ShelfWorkflow
{
    private readonly Workflow<string, string> _inner;

    public ShelfWorkflow()
    {
        var tries = 0;
        var reserve = Step.Define<string, string, string>(
            "reserve-shelf",
            (_, input, _) => ++tries < 3 ? throw new TimeoutException("Not yet.") : Task.FromResult(Step.Done(input, input)),
            (_, _, _) => UndoFailure is { } failure ? throw failure : Task.CompletedTask,
            new StepPolicy { Attempts = 3, Backoff = TimeSpan.Zero });
        var order = Step.DefineOutside<string, string, string>(
            "order-goods",
            input => input,
            async (_, input, cancellationToken) =>
            {
                Ordering.TrySetResult();
                await Goods.Task.WaitAsync(cancellationToken);
                return Step.Done(input, input);
            },
            (_, _, _) => Task.CompletedTask);
        var close = new CloseShelf();
        _inner = ApiKeys.Workflows.Workflow.Define<string, string>("close-shelf", (run, input) => run.FinishAsync(close, input), close);
        var tell = Step.Define<string, string, string>(
            "tell-buyer",
            (_, input, _) => Failure is { } failure ? throw failure : Task.FromResult(Step.Done(input, input)),
            (_, _, _) => Task.CompletedTask);
        Workflow = ApiKeys.Workflows.Workflow.Define<string, string>(
            "fill-shelf",
            async (run, input) =>
            {
                await run.StepAsync(reserve, input);
                await run.StepAsync(order, input);
                if (ClosesForGood)
                {
                    await run.WorkflowAsync(_inner, input);
                }

                return await run.FinishAsync(tell, input);
            },
            reserve,
            order,
            tell);
        Goods.SetResult();
    }

    public Workflow<string, string> Workflow { get; }

    public Exception? Failure { get; set; }

    public Exception? UndoFailure { get; set; }

    public bool ClosesForGood { get; set; }

    /// <summary>What the outside step waits for.</summary>
    public TaskCompletionSource Goods { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Ordering { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Register(IServiceCollection services) => services.AddWorkflow(_inner).AddWorkflow(Workflow);

    private sealed class CloseShelf() : IrreversibleStep<string, string>("close-shelf-for-good")
    {
        protected internal override Task<string> ExecuteAsync(StepContext step, string input, CancellationToken cancellationToken) =>
            Task.FromResult(input);
    }
}
