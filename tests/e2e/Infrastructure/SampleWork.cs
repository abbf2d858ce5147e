using ApiKeys.Operations;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>How a run of the sample workflow is to end.</summary>
internal enum SampleEnding
{
    Completed,
    Undone,
    UndoFails,
    UndoneButForWhatStays,
}

/// <summary>A workflow, a job and a subscriber of the tests' own, which end in every way there is.</summary>
internal sealed class SampleWork
{
    public const string Workflow = "restock-warehouse";
    public const string Job = "count-stock";
    public const string Subscriber = "mail-the-buyer";

    private static readonly StepPolicy Patient = new() { Attempts = 3, Backoff = TimeSpan.FromMilliseconds(60) };

    private readonly Workflow<SampleEnding, string> _workflow;
    private readonly Workflow<SampleEnding, string> _inner;

    public SampleWork()
    {
        var closeOrder = new CloseOrder();
        _inner = ApiKeys.Workflows.Workflow.Define<SampleEnding, string>("close-order", (run, ending) => run.FinishAsync(closeOrder, ending), closeOrder);

        var reserve = Step("reserve-shelf", _ => { });
        var book = Step("book-carrier", _ => { }, () => UndoFails ? new TimeoutException("The carrier doesn't answer.") : null, Patient, failsAtFirst: 2);
        var order = ApiKeys.Workflows.Step.DefineOutside<SampleEnding, string, string>(
            "order-goods",
            _ => "order",
            async (_, _, cancellationToken) =>
            {
                await Goods.Task.WaitAsync(cancellationToken);
                return ApiKeys.Workflows.Step.Done("ordered", "order");
            },
            (_, _, _) => Task.CompletedTask);
        var notify = Step("notify-supplier", ending =>
        {
            if (ending != SampleEnding.Completed)
            {
                throw new InvalidOperationException("The supplier refused the order: nothing is left of article 4711.");
            }
        });
        _workflow = ApiKeys.Workflows.Workflow.Define<SampleEnding, string>(
            Workflow,
            async (run, ending) =>
            {
                await run.StepAsync(reserve, ending);
                await run.StepAsync(book, ending);
                await run.StepAsync(order, ending);
                if (ending == SampleEnding.UndoneButForWhatStays)
                {
                    await run.WorkflowAsync(_inner, ending);
                }

                return await run.FinishAsync(notify, ending);
            },
            reserve,
            book,
            order,
            notify);
    }

    /// <summary>An undo that fails is tried twice more, a minute apart, and then left to a person; an event is tried twice. Steps may wait for a slow machine.</summary>
    public static (string Key, string Value)[] Settings { get; } =
    [
        ("Workflows:CompensationAttempts", "3"),
        ("Workflows:StepTimeout", "01:00:00"),
        ("Workflows:CompensationBackoff", "00:01:00"),
        ("ApiKeys:Events:PollInterval", "00:00:00.2"),
        ("ApiKeys:Events:DeliveryAttempts", "2"),
        ("ApiKeys:Events:DeliveryBackoff", "00:00:00"),
    ];

    public bool UndoFails { get; set; } = true;

    public bool DeliveryFails { get; set; } = true;

    /// <summary>What the outside step waits for.</summary>
    public TaskCompletionSource Goods { get; set; } = Arrived();

    public static TaskCompletionSource Arrived()
    {
        var arrived = new TaskCompletionSource();
        arrived.SetResult();
        return arrived;
    }

    public void Register(IServiceCollection services) => services
        .AddWorkflow(_inner)
        .AddWorkflow(_workflow)
        .AddSingleton<ScheduledJob>(new FailingJob())
        .AddSingleton<EventSubscriber>(new MailTheBuyer(this));

    /// <summary>Runs the workflow as the owner, and answers with the execution's id once it has ended, undone or not.</summary>
    public async Task<string> RunAsync(AdminServer server, SampleEnding ending, string? transactionId = null)
    {
        var options = new WorkflowRunOptions(await server.IdOfAsync(Person.Olga), transactionId);
        var runner = server.Services.GetRequiredService<IWorkflowRunner>();
        var failure = await Record.ExceptionAsync(() => runner.RunAsync(_workflow, ending, options, TestContext.Current.CancellationToken));
        Assert.Equal(ending == SampleEnding.Completed, failure is null);
        return await LastAsync(server);
    }

    /// <summary>Starts a run that waits for <see cref="Goods"/>.</summary>
    public async Task<(Task Run, string Id)> StartAsync(AdminServer server)
    {
        Goods = new TaskCompletionSource();
        var options = new WorkflowRunOptions(await server.IdOfAsync(Person.Olga));
        var run = server.Services.GetRequiredService<IWorkflowRunner>().RunAsync(_workflow, SampleEnding.Completed, options);
        await Eventually.TrueAsync(
            async () => (await ListAsync(server)) is [{ State: WorkflowState.Running, Steps: [.., { State: StepState.Started }] }, ..],
            "the run waits for the goods");
        return (run, await LastAsync(server));
    }

    /// <summary>An execution whose undo has used up its attempts.</summary>
    public async Task<string> FailForGoodAsync(AdminServer server)
    {
        var id = await RunAsync(server, SampleEnding.UndoFails);
        for (var attempts = 2; attempts <= 3; attempts++)
        {
            server.Clock.Turn(TimeSpan.FromSeconds(61));
            await Eventually.TrueAsync(
                async () => (await ListAsync(server))[0].Steps.Any(step => step.CompensationAttempts == attempts), $"undo attempt {attempts}");
        }

        return id;
    }

    /// <summary>A dead letter of the key “Broken mailbox”, and one that waits behind it.</summary>
    public static async Task KillALetterAsync(AdminServer server)
    {
        var subscriptions = server.Services.GetRequiredService<IEventSubscriptions>();
        var key = (await server.CreateAsync("Broken mailbox")).Key;
        await server.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = key.Id }, new Actor(await server.IdOfAsync(Person.Olga)), null, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await subscriptions.ListAsync()).Single(one => one.Name == Subscriber) is { DeadLetters: 1, Undelivered.Count: 2 }, "a dead letter");
    }

    private static async Task<IReadOnlyList<WorkflowExecutionDetails>> ListAsync(AdminServer server) =>
        (await server.Services.GetRequiredService<IWorkflowExecutions>().ListAsync(new() { Limit = 1 })).Items;

    private static async Task<string> LastAsync(AdminServer server) => (await ListAsync(server))[0].Id;

    private static Step<SampleEnding, string, string> Step(
        string name, Action<SampleEnding> act, Func<Exception?>? failsToUndo = null, StepPolicy? policy = null, int failsAtFirst = 0)
    {
        var tries = 0;
        return ApiKeys.Workflows.Step.Define<SampleEnding, string, string>(
            name,
            (_, ending, _) =>
            {
                if (tries++ % (failsAtFirst + 1) < failsAtFirst)
                {
                    throw new TimeoutException("Nobody is there yet.");
                }

                act(ending);
                return Task.FromResult(ApiKeys.Workflows.Step.Done(name, name));
            },
            (_, _, _) => failsToUndo?.Invoke() is { } failure ? throw failure : Task.CompletedTask,
            policy);
    }

    private sealed class CloseOrder() : IrreversibleStep<SampleEnding, string>("close-order-for-good")
    {
        protected override Task<string> ExecuteAsync(StepContext step, SampleEnding input, CancellationToken cancellationToken) =>
            Task.FromResult("closed");
    }

    private sealed class FailingJob() : ScheduledJob(Job, TimeSpan.FromMinutes(5))
    {
        protected override Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken) =>
            throw new IOException("The scales can't be reached.");
    }

    private sealed class MailTheBuyer(SampleWork work) : EventSubscriber(Subscriber)
    {
        public override bool FromBeginning => true;

        protected override Task HandleAsync(ApiKeyEventDetails change, EventDelivery delivery, CancellationToken cancellationToken) =>
            work.DeliveryFails && change.SubjectTitle.StartsWith("Broken", StringComparison.Ordinal)
                ? throw new IOException("The mail server refused the message.")
                : Task.CompletedTask;
    }
}
