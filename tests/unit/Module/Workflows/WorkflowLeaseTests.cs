using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowLeaseTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Step_that_takes_longer_than_the_lease_keeps_it()
    {
        var world = new SlowWorld();
        await using var module = new TestModule(configure: WorkflowActs.With(world.Workflow));
        var running = module.RunAsync(world.Workflow, 1);
        await world.Begun.Task;

        for (var tick = 0; tick < 12; tick++)
        {
            await TickAsync(module);
            Assert.Equal(0, await module.RecoverAsync());
        }

        world.End.SetResult();
        Assert.Equal(WorkflowState.Completed, (await module.ExecutionAsync((await running).ExecutionId)).State);
    }

    [Fact]
    public async Task Process_that_wakes_after_another_has_taken_over_cancels_its_step_and_says_so()
    {
        var world = new SlowWorld();
        await using var stalled = new TestModule(configure: WorkflowActs.With(world.Workflow));
        var running = stalled.RunAsync(world.Workflow, 1);
        await world.Begun.Task;
        await using var other = stalled.OtherNode(TimeSpan.FromSeconds(31), configure: WorkflowActs.With(world.Workflow));
        Assert.Equal(1, await other.RecoverAsync());

        stalled.Time.Advance(Tick);

        var exception = await Assert.ThrowsAsync<ExecutionTakenOverException>(() => running);
        Assert.IsAssignableFrom<OperationCanceledException>(exception.InnerException);
        var execution = await stalled.ExecutionAsync(exception.ExecutionId);
        Assert.Equal((WorkflowState.Compensated, StepState.Compensated), (execution.State, Assert.Single(execution.Steps).State));

        // By the one who took over, and by this one, whose effect may have taken place after that.
        Assert.Equal(2, world.Outside.Undone.Count);
        Assert.Single(world.Outside.Undone.Select(undone => undone.Key).Distinct());
    }

    [Fact]
    public async Task Renewal_that_fails_while_it_ends_does_not_fail_the_work()
    {
        var renewing = new TaskCompletionSource();
        await using var module = new TestModule();
        var lease = new LeaseRenewal(
            module.Get<WorkflowDatabase>(),
            "this test",
            TimeSpan.FromSeconds(30),
            async (_, _, cancellationToken) =>
            {
                renewing.SetResult();
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new IOException("A driver that answers a cancellation in its own words.");
            },
            lost: null,
            NullLogger.Instance);
        module.Time.Advance(Tick);
        await renewing.Task;

        var exception = await Record.ExceptionAsync(async () => await lease.DisposeAsync());

        Assert.Null(exception);
    }

    [Fact]
    public async Task Renewal_that_fails_once_is_made_up_for_by_the_next()
    {
        var world = new SlowWorld();
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database, configure: WorkflowActs.With(world.Workflow));
        var running = module.RunAsync(world.Workflow, 1);
        await world.Begun.Task;

        database.Exception = new TimeoutException("The database is away.");
        module.Time.Advance(Tick);
        await Eventually.UntilAsync(() => Task.FromResult(module.Logs.GetSnapshot().Any(log => log.Id.Id == 1008)));
        database.Exception = null;
        await TickAsync(module);
        module.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(0, await module.RecoverAsync());

        world.End.SetResult();
        Assert.Equal(1, (await running).Output);
    }

    [Fact]
    public async Task Undo_that_takes_longer_than_the_lease_keeps_it()
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var world = Step.DefineOutside<int, int, int>(
            "slow to undo",
            input => input,
            (_, input, _) => Task.FromResult(Step.Done(input, input)),
            (_, _, _) =>
            {
                begun.SetResult();
                return end.Task;
            });
        var workflow = Workflow.Define<int, int>(
            "slow",
            async (run, input) =>
            {
                await run.StepAsync(world, input);
                throw new TimeoutException("Slow.");
            },
            world);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        for (var tick = 0; tick < 5; tick++)
        {
            await TickAsync(module);
            Assert.Equal(0, await module.RecoverAsync());
        }

        end.SetResult();
        await Assert.ThrowsAsync<TimeoutException>(() => running);
        Assert.Equal(WorkflowState.Compensated, (await module.OnlyExecutionAsync()).State);
    }

    [Fact]
    public async Task Nothing_is_renewed_once_the_execution_has_ended()
    {
        var workflow = WorkflowActs.Sequence("short", WorkflowActs.Noting("first", []), WorkflowActs.Noting("second", []));
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database, configure: WorkflowActs.With(workflow));
        await module.RunAsync(workflow, 1);
        var writes = 0;
        database.BeforeWrite = () => writes++;

        module.Time.Advance(TimeSpan.FromMinutes(5));
        await using var context = module.OpenDatabase();
        await context.Set<WorkflowExecution>().ExecuteUpdateAsync(
            set => set.SetProperty(e => e.StartedBy, e => e.StartedBy), TestModule.Cancellation);

        Assert.Equal(1, writes);
    }

    [Fact]
    public async Task Process_that_wakes_to_complete_what_another_has_undone_is_told_so()
    {
        var (asleep, wake) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = WorkflowActs.Noting("first", []);
        var workflow = Workflow.Define<int, int>(
            "without a finishing step",
            async (run, input) =>
            {
                var output = await run.StepAsync(first, input);
                asleep.SetResult();
                await wake.Task;
                return output;
            },
            first);
        await using var stalled = new TestModule(configure: WorkflowActs.With(workflow));
        var running = stalled.RunAsync(workflow, 1);
        await asleep.Task;
        await using var other = stalled.OtherNode(TimeSpan.FromSeconds(31), configure: WorkflowActs.With(workflow));
        Assert.Equal(1, await other.RecoverAsync());

        wake.SetResult();

        await Assert.ThrowsAsync<ExecutionTakenOverException>(() => running);
        Assert.Equal(WorkflowState.Compensated, (await stalled.OnlyExecutionAsync()).State);
    }

    /// <summary>Turns the clock to the next renewal and waits for it, which runs in the background.</summary>
    private static async Task TickAsync(TestModule module)
    {
        module.Time.Advance(Tick);
        var until = module.Time.GetUtcNow() + TimeSpan.FromSeconds(30);
        await Eventually.UntilAsync(async () =>
        {
            await using var context = module.OpenDatabase();
            return await context.Set<WorkflowExecution>().Select(e => e.LeaseUntil).SingleAsync(TestModule.Cancellation) == until;
        });
    }

    /// <summary>A workflow of one step that takes until it is told to end, without a transaction that would keep others waiting.</summary>
    private sealed class SlowWorld
    {
        public SlowWorld()
        {
            Outside = new OutsideWorld
            {
                OnExecute = async cancellationToken =>
                {
                    Begun.SetResult();
                    await End.Task.WaitAsync(cancellationToken);
                },
            };
            var slow = Outside.Step("slow", new StepPolicy { Timeout = Timeout.InfiniteTimeSpan });
            Workflow = ApiKeys.Workflows.Workflow.Define<int, int>("slow", (run, input) => run.StepAsync(slow, input), slow);
        }

        public TaskCompletionSource Begun { get; } = new();

        public TaskCompletionSource End { get; } = new();

        public OutsideWorld Outside { get; }

        public Workflow<int, int> Workflow { get; }
    }
}
