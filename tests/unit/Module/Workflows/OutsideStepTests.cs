using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class OutsideStepTests
{
    [Fact]
    public async Task Journal_says_started_before_the_effect_and_done_after_it()
    {
        WorkflowStepDetails? during = null;
        TestModule? module = null;
        var outside = new OutsideWorld { OnExecute = async _ => during = Assert.Single((await module!.OnlyExecutionAsync()).Steps) };
        var step = outside.Step("mail");
        var workflow = Workflow.Define<int, int>("mailing", (run, input) => run.StepAsync(step, input), step);
        await using (module = new TestModule(configure: WorkflowActs.With(workflow)))
        {
            await module.RunAsync(workflow, 1);

            Assert.Equal((StepState.Started, 0, null), (during!.State, during.Attempts, during.DoneAt));
            var after = await module.OnlyExecutionAsync();
            Assert.Equal(WorkflowState.Completed, after.State);
            Assert.Equal((StepState.Done, 1), (after.Steps[0].State, after.Steps[0].Attempts));
            Assert.NotNull(after.Steps[0].DoneAt);
        }
    }

    [Fact]
    public async Task Every_attempt_and_the_undo_have_the_same_key_and_other_effects_another()
    {
        var outside = new OutsideWorld { Failures = 2 };
        var other = new OutsideWorld();
        var (step, second) = (outside.Step("mail", new StepPolicy { Attempts = 3 }), other.Step("call"));
        var workflow = Workflow.Define<int, int>(
            "mailing",
            async (run, input) =>
            {
                await run.StepAsync(step, input);
                await run.StepAsync(second, input);
                throw new TimeoutException("Slow.");
            },
            step,
            second);
        await using var module = new TestModule(time: new PassingClock(TimeSpan.FromSeconds(1)), configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));
        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Equal([1, 2, 3, 1], outside.Executed.Select(call => call.Attempt));
        var key = Assert.Single(outside.Executed.Take(3).Select(call => call.Key).Distinct());
        Assert.Equal(key, outside.Undone[0].Key);
        Assert.NotEqual(key, other.Executed[0].Key);
        Assert.NotEqual(key, outside.Executed[3].Key);
    }

    [Fact]
    public async Task Effect_is_undone_with_what_it_answered()
    {
        var outside = new OutsideWorld();
        var step = outside.Step("mail");
        var workflow = Workflow.Define<int, int>(
            "mailing",
            async (run, input) =>
            {
                await run.StepAsync(step, input);
                throw new TimeoutException("Slow.");
            },
            step);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 7));

        Assert.Equal("answered 7", Assert.Single(outside.Undone).Undo);
    }

    [Fact]
    public async Task Effect_that_failed_may_have_happened_and_is_undone_with_what_was_prepared()
    {
        var outside = new OutsideWorld { Failures = 1 };
        var step = outside.Step("mail");
        var workflow = Workflow.Define<int, int>("mailing", (run, input) => run.StepAsync(step, input), step);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<IOException>(() => module.RunAsync(workflow, 7));

        Assert.Equal("prepared 7", Assert.Single(outside.Undone).Undo);
        var execution = await module.ExecutionAsync(exception.ExecutionId());
        Assert.Equal(WorkflowState.Compensated, execution.State);
        var recorded = Assert.Single(execution.Steps);
        Assert.Equal((StepState.Compensated, 1, "IOException: The line is dead."), (recorded.State, recorded.Attempts, recorded.Error));
    }

    // Points: save, saved and commit of the start, then save of the end. At 2 the effect has not begun; at 3 it is complete and nobody knows.
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public async Task Effect_whose_process_died_is_undone_by_the_next_with_what_was_prepared(int point, int effects)
    {
        var outside = new OutsideWorld();
        var faults = new FaultInjector { At = point, Dies = true };
        var step = outside.Step("mail");
        var workflow = Workflow.Define<int, int>("mailing", (run, input) => run.StepAsync(step, input), step);
        await using var dying = new TestModule(interceptor: faults, configure: WorkflowActs.With(workflow));
        faults.Arm();
        await Record.ExceptionAsync(() => dying.RunAsync(workflow, 7));
        Assert.Equal(effects, outside.Executed.Count);
        Assert.Empty(outside.Undone);

        await using var next = dying.OtherNode(TimeSpan.FromSeconds(31), configure: WorkflowActs.With(workflow));
        await next.RecoverAsync();

        var execution = await next.OnlyExecutionAsync();
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal(($"{execution.Id}-1", "prepared 7"), Assert.Single(outside.Undone));
    }

    [Fact]
    public async Task Undo_that_the_journal_never_heard_of_runs_again_under_the_same_key()
    {
        var faults = new FaultInjector();
        var outside = new OutsideWorld();
        outside.OnUndo = () =>
        {
            if (outside.Undone.Count == 1)
            {
                faults.Die();
            }
        };
        var step = outside.Step("mail");
        var workflow = Workflow.Define<int, int>(
            "mailing",
            async (run, input) =>
            {
                await run.StepAsync(step, input);
                throw new TimeoutException("Slow.");
            },
            step);
        await using var dying = new TestModule(interceptor: faults, configure: WorkflowActs.With(workflow));
        await Assert.ThrowsAsync<CompensationFailedException>(() => dying.RunAsync(workflow, 1));

        await using var next = dying.OtherNode(TimeSpan.FromSeconds(31), configure: WorkflowActs.With(workflow));
        await next.RecoverAsync();

        Assert.Equal(WorkflowState.Compensated, (await next.OnlyExecutionAsync()).State);
        Assert.Equal(2, outside.Undone.Count);
        Assert.Equal(outside.Undone[0], outside.Undone[1]);
    }

    [Fact]
    public async Task Effect_that_takes_place_when_another_node_has_undone_it_already_is_undone_by_its_own()
    {
        var (begun, wake) = (new TaskCompletionSource(), new TaskCompletionSource());
        var accounts = new HashSet<string>();
        var step = Step.DefineOutside<int, int, string>(
            "open-account",
            _ => "prepared",
            async (context, input, _) =>
            {
                begun.TrySetResult();
                await wake.Task;
                accounts.Add(context.IdempotencyKey);
                return Step.Done(input, "opened");
            },
            (context, _, _) =>
            {
                accounts.Remove(context.IdempotencyKey);
                return Task.CompletedTask;
            });
        var workflow = Workflow.Define<int, int>("opening", (run, input) => run.StepAsync(step, input), step);
        await using var stalled = new TestModule(configure: WorkflowActs.With(workflow));
        var running = stalled.RunAsync(workflow, 1);
        await begun.Task;
        await using var other = stalled.OtherNode(TimeSpan.FromSeconds(31), configure: WorkflowActs.With(workflow));
        Assert.Equal(1, await other.RecoverAsync());

        wake.SetResult();
        await Assert.ThrowsAsync<ExecutionTakenOverException>(() => running);

        Assert.Empty(accounts);
        Assert.Equal(WorkflowState.Compensated, (await other.OnlyExecutionAsync()).State);
    }

    [Fact]
    public async Task Workflow_that_goes_on_over_an_effect_in_doubt_can_not_complete_and_is_undone()
    {
        var outside = new OutsideWorld { Failures = 1 };
        var step = outside.Step("mail");
        List<string> done = [];
        var last = WorkflowActs.Noting("last", done);
        var workflow = Workflow.Define<int, int>(
            "careless",
            async (run, input) =>
            {
                await Record.ExceptionAsync(() => run.StepAsync(step, input));
                return await run.FinishAsync(last, input);
            },
            step,
            last);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => module.RunAsync(workflow, 1));

        Assert.Contains("can't complete", exception.Message, StringComparison.Ordinal);
        Assert.Equal(WorkflowState.Compensated, (await module.OnlyExecutionAsync()).State);
        Assert.Single(outside.Undone);
    }

    [Fact]
    public async Task Outside_steps_started_together_run_at_the_same_time()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var mail = new OutsideWorld { OnExecute = _ => MeetAsync(first, second) }.Step("mail");
        var call = new OutsideWorld { OnExecute = _ => MeetAsync(second, first) }.Step("call");
        var workflow = Workflow.Define<int, int>(
            "together", async (run, input) => (await Task.WhenAll(run.StepAsync(mail, input), run.StepAsync(call, input))).Sum(), mail, call);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var outcome = await module.RunAsync(workflow, 1);

        Assert.Equal(2, outcome.Output);
        Assert.All((await module.ExecutionAsync(outcome.ExecutionId)).Steps, step => Assert.Equal(StepState.Done, step.State));
    }

    [Fact]
    public async Task Effect_under_way_when_the_workflow_fails_is_cancelled_and_waited_for_before_it_is_undone()
    {
        List<string> done = [];
        var begun = new TaskCompletionSource();
        TestModule? module = null;
        var late = new OutsideWorld
        {
            OnExecute = async cancellationToken =>
            {
                begun.SetResult();
                await Record.ExceptionAsync(() => new TaskCompletionSource().Task.WaitAsync(cancellationToken));
                for (var look = 0; look < 20; look++)
                {
                    // Long enough for an undo that doesn't wait to be seen.
                    await Task.Yield();
                    Assert.Equal(WorkflowState.Running, (await module!.OnlyExecutionAsync()).State);
                }

                done.Add("effect");
            },
            OnUndo = () => done.Add("undo"),
        };
        var step = late.Step("late");
        Task<int>? straggler = null;
        var workflow = Workflow.Define<int, int>(
            "together",
            async (run, input) =>
            {
                straggler = run.StepAsync(step, input);
                await begun.Task;
                throw new TimeoutException("Slow.");
            },
            step);
        await using (module = new TestModule(configure: WorkflowActs.With(workflow)))
        {
            await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));
            await Record.ExceptionAsync(() => straggler!);

            Assert.Equal(["effect", "undo"], done);
            Assert.Equal(WorkflowState.Compensated, (await module.OnlyExecutionAsync()).State);
        }
    }

    [Fact]
    public async Task Effect_is_not_tried_again_for_a_caller_that_left_during_the_pause()
    {
        using var caller = new CancellationTokenSource();
        var pause = TimeSpan.FromSeconds(28);
        var clock = new NoticingClock(pause / 2, pause);
        var outside = new OutsideWorld { Failures = 1 };
        var step = outside.Step("mail", new StepPolicy { Attempts = 5, Backoff = pause });
        var workflow = Workflow.Define<int, int>("mailing", (run, input) => run.StepAsync(step, input), step);
        await using var module = new TestModule(time: clock, configure: WorkflowActs.With(workflow));
        var running = module.Runner.RunAsync(workflow, 1, WorkflowActs.AsDana, caller.Token);
        await clock.Waiting;

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Single(outside.Executed);
        Assert.Single(outside.Undone);
    }

    private static async Task MeetAsync(TaskCompletionSource mine, TaskCompletionSource theirs)
    {
        mine.SetResult();
        await theirs.Task;
    }
}
