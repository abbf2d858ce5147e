using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class StepTimeoutTests
{
    // Far beyond any time limit here. On SQLite a renewal waits for the transaction of the very step that the test lets hang.
    private static readonly Action<WorkflowOptions> LongLease = options => options.LeaseDuration = TimeSpan.FromHours(1);

    [Fact]
    public async Task Step_that_takes_longer_than_its_policy_allows_is_cancelled_and_the_workflow_undone()
    {
        List<string> done = [];
        var begun = new TaskCompletionSource();
        var first = WorkflowActs.Noting("first", done);
        var slow = WorkflowActs.Doing("slow", HangsAsync(begun), new StepPolicy { Timeout = TimeSpan.FromSeconds(5) });
        var workflow = WorkflowActs.Sequence("slow", first, slow);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow).And(LongLease));
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        module.Time.Advance(TimeSpan.FromSeconds(5));

        var exception = await Assert.ThrowsAsync<StepTimedOutException>(() => running);
        Assert.Equal(("slow", TimeSpan.FromSeconds(5)), (exception.Step, exception.Timeout));
        Assert.IsAssignableFrom<OperationCanceledException>(exception.InnerException);
        Assert.Equal(["do first", "undo first"], done);
        var step = (await module.OnlyExecutionAsync()).Steps[1];
        Assert.Equal((StepState.Failed, 1), (step.State, step.Attempts));
        Assert.Equal("StepTimedOutException: The step 'slow' took longer than 00:00:05.", step.Error);
    }

    [Fact]
    public async Task Step_that_fails_with_another_exception_once_its_time_is_over_has_timed_out()
    {
        var begun = new TaskCompletionSource();
        var slow = WorkflowActs.Doing(
            "slow",
            async cancellationToken =>
            {
                try
                {
                    await HangsAsync(begun)(cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    // As the driver of SQL Server answers a cancelled command.
                    throw new InvalidOperationException("Operation cancelled by user.");
                }
            },
            new StepPolicy { Timeout = TimeSpan.FromSeconds(5), Attempts = 3 });
        var workflow = WorkflowActs.Sequence("slow", slow);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        module.Time.Advance(TimeSpan.FromSeconds(5));

        var exception = await Assert.ThrowsAsync<StepTimedOutException>(() => running);
        Assert.Equal("Operation cancelled by user.", exception.InnerException!.Message);
    }

    [Fact]
    public async Task Step_whose_policy_says_nothing_has_the_time_that_the_options_give()
    {
        var begun = new TaskCompletionSource();
        var workflow = WorkflowActs.Sequence("slow", WorkflowActs.Doing("slow", HangsAsync(begun)));
        await using var module = new TestModule(
            configure: WorkflowActs.With(workflow).And(options => options.StepTimeout = TimeSpan.FromSeconds(7)));
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        module.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(running.IsCompleted);
        module.Time.Advance(TimeSpan.FromSeconds(1));

        var exception = await Assert.ThrowsAsync<StepTimedOutException>(() => running);
        Assert.Equal(TimeSpan.FromSeconds(7), exception.Timeout);
    }

    [Fact]
    public async Task Step_without_a_time_limit_takes_as_long_as_it_takes()
    {
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var slow = WorkflowActs.Doing(
            "slow",
            async cancellationToken =>
            {
                begun.SetResult();
                await end.Task.WaitAsync(cancellationToken);
            },
            new StepPolicy { Timeout = Timeout.InfiniteTimeSpan });
        var workflow = WorkflowActs.Sequence("slow", slow);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        module.Time.Advance(TimeSpan.FromDays(1));
        end.SetResult();

        Assert.Equal(1, (await running).Output);
    }

    [Fact]
    public async Task Time_limit_covers_the_pauses_between_attempts()
    {
        var tries = 0;
        var failed = new TaskCompletionSource();
        var policy = new StepPolicy
        {
            Attempts = 9,
            Backoff = TimeSpan.FromHours(1),
            LongestBackoff = TimeSpan.FromHours(1),
            Timeout = TimeSpan.FromSeconds(5),
        };
        var flaky = WorkflowActs.Failing(
            "flaky",
            () =>
            {
                tries++;
                failed.SetResult();
                return new InvalidOperationException("No.");
            },
            policy);
        var workflow = WorkflowActs.Sequence("slow", WorkflowActs.Noting("first", []), flaky);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow).And(LongLease));
        var running = module.RunAsync(workflow, 1);
        await failed.Task;

        module.Time.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<StepTimedOutException>(() => running);
        Assert.Equal(1, tries);
        Assert.Equal(1, (await module.OnlyExecutionAsync()).Steps[1].Attempts);
    }

    [Fact]
    public async Task Caller_that_leaves_during_a_pause_is_not_kept_waiting()
    {
        List<string> done = [];
        var tries = 0;
        using var caller = new CancellationTokenSource();
        var pause = TimeSpan.FromSeconds(28);
        var clock = new NoticingClock(pause / 2, pause);
        var flaky = WorkflowActs.Failing(
            "flaky",
            () =>
            {
                tries++;
                return new InvalidOperationException("No.");
            },
            new StepPolicy { Attempts = 9, Backoff = pause });
        var workflow = WorkflowActs.Sequence("slow", WorkflowActs.Noting("first", done), flaky);
        await using var module = new TestModule(time: clock, configure: WorkflowActs.With(workflow));
        var running = module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, caller.Token);
        await clock.Waiting;

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, tries);
        Assert.Equal(["do first", "undo first"], done);
    }

    [Fact]
    public async Task Undo_that_takes_longer_than_the_step_may_is_cancelled_and_tried_again_without_its_caller()
    {
        var undos = 0;
        var begun = new TaskCompletionSource();
        var step = Step.Define<int, int, int>(
            "slow to undo",
            (_, input, _) => Task.FromResult(Step.Done(input, input)),
            (_, _, cancellationToken) => ++undos == 1 ? HangsAsync(begun)(cancellationToken) : Task.CompletedTask,
            new StepPolicy { Timeout = TimeSpan.FromSeconds(5) });
        var workflow = WorkflowActs.Sequence("slow", step, WorkflowActs.Failing("failing"));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow).And(LongLease));
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        module.Time.Advance(TimeSpan.FromSeconds(5));

        var told = await Assert.ThrowsAsync<CompensationFailedException>(() => running);
        module.Time.Advance(TimeSpan.FromSeconds(1));
        await module.RecoverAsync();

        var execution = await module.OnlyExecutionAsync();
        Assert.Equal(WorkflowState.Compensating, told.State);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal(2, execution.Steps[0].CompensationAttempts);
    }

    private static Func<CancellationToken, Task> HangsAsync(TaskCompletionSource begun) => cancellationToken =>
    {
        begun.SetResult();
        return new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    };
}
