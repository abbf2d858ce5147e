using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class StepPolicyTests
{
    [Fact]
    public async Task Step_is_tried_as_often_as_its_policy_says_and_then_the_workflow_is_undone()
    {
        List<string> done = [];
        var tries = 0;
        var first = WorkflowActs.Noting("first", done);
        var flaky = WorkflowActs.Failing("flaky", () => new TimeoutException($"Slow, {++tries}."), new StepPolicy { Attempts = 3 });
        var workflow = WorkflowActs.Sequence("trying", first, flaky);
        await using var module = new TestModule(time: new PassingClock(TimeSpan.FromSeconds(1)), configure: WorkflowActs.With(workflow));

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Equal("Slow, 3.", exception.Message);
        Assert.Equal(["do first", "undo first"], done);
        var step = (await module.OnlyExecutionAsync()).Steps[1];
        Assert.Equal((StepState.Failed, 3, "TimeoutException: Slow, 3."), (step.State, step.Attempts, step.Error));
    }

    [Fact]
    public async Task Step_that_succeeds_at_a_later_attempt_is_done()
    {
        var tries = 0;
        var flaky = WorkflowActs.Doing(
            "flaky", _ => ++tries < 3 ? throw new TimeoutException("Slow.") : Task.CompletedTask, new StepPolicy { Attempts = 5 });
        var workflow = WorkflowActs.Sequence("trying", flaky);
        await using var module = new TestModule(time: new PassingClock(TimeSpan.FromSeconds(1)), configure: WorkflowActs.With(workflow));

        await module.RunAsync(workflow, 1);

        var execution = await module.OnlyExecutionAsync();
        Assert.Equal(WorkflowState.Completed, execution.State);
        Assert.Equal((StepState.Done, 3, null), (execution.Steps[0].State, execution.Steps[0].Attempts, execution.Steps[0].Error));
    }

    [Fact]
    public async Task Failure_that_the_policy_holds_for_hopeless_is_not_tried_again()
    {
        var tries = 0;
        var policy = new StepPolicy { Attempts = 9, RetryWhen = failure => failure is TimeoutException };
        var flaky = WorkflowActs.Failing(
            "flaky", () => ++tries < 3 ? new TimeoutException("Slow.") : new InvalidOperationException("No."), policy);
        var workflow = WorkflowActs.Sequence("trying", flaky);
        await using var module = new TestModule(time: new PassingClock(TimeSpan.FromSeconds(1)), configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(3, tries);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Step_without_a_policy_is_tried_again_where_the_database_calls_its_failure_transient(bool isTransient, int expected)
    {
        var tries = 0;
        var flaky = WorkflowActs.Failing("flaky", () =>
        {
            tries++;
            return new DbUpdateException("Not saved.", new DatabaseFailure(isTransient));
        });
        var workflow = WorkflowActs.Sequence("trying", flaky);
        await using var module = new TestModule(time: new PassingClock(TimeSpan.FromSeconds(1)), configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<DbUpdateException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(expected, tries);
    }

    [Fact]
    public async Task Permanent_failure_goes_straight_to_the_undo()
    {
        List<string> done = [];
        var tries = 0;
        var first = WorkflowActs.Noting("first", done);
        var hopeless = WorkflowActs.Failing(
            "hopeless", () => new PermanentFailureException($"Closed, {++tries}."), new StepPolicy { Attempts = 9, RetryWhen = _ => true });
        var workflow = WorkflowActs.Sequence("trying", first, hopeless);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<PermanentFailureException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(1, tries);
        Assert.Equal(["do first", "undo first"], done);
    }

    [Fact]
    public void Pauses_double_up_to_the_longest_and_are_cut_by_up_to_one_half()
    {
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 60_000], Gen.Int[1, 100]).Sample((backoff, longest, attempt) =>
        {
            var policy = new StepPolicy
            {
                Backoff = TimeSpan.FromMilliseconds(backoff),
                LongestBackoff = TimeSpan.FromMilliseconds(longest),
            };
            var uncut = TimeSpan.FromMilliseconds(Math.Min(backoff * Math.Pow(2, attempt - 1), longest));

            Assert.InRange(policy.PauseAfter(attempt), uncut / 2, uncut);
        });
    }

    [Fact]
    public void Pauses_of_many_that_failed_together_are_spread()
    {
        var policy = new StepPolicy { Backoff = TimeSpan.FromSeconds(1) };

        var pauses = Enumerable.Range(0, 500).Select(_ => policy.PauseAfter(1)).ToHashSet();

        Assert.InRange(pauses.Count, 200, 500);
        Assert.Contains(pauses, pause => pause < TimeSpan.FromMilliseconds(600));
        Assert.Contains(pauses, pause => pause > TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task Attempts_are_a_growing_pause_apart()
    {
        List<DateTimeOffset> tries = [];
        var clock = new PassingClock(TimeSpan.FromSeconds(30));
        var policy = new StepPolicy { Attempts = 4, Backoff = TimeSpan.FromSeconds(4), LongestBackoff = TimeSpan.FromSeconds(9) };
        var flaky = WorkflowActs.Failing(
            "flaky",
            () =>
            {
                tries.Add(clock.GetUtcNow());
                return new TimeoutException("Slow.");
            },
            policy);
        var workflow = WorkflowActs.Sequence("trying", flaky);
        await using var module = new TestModule(time: clock, configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        var pauses = tries.Zip(tries.Skip(1), (earlier, later) => (later - earlier).TotalSeconds).ToList();
        Assert.Equal(3, pauses.Count);
        Assert.InRange(pauses[0], 2, 4);
        Assert.InRange(pauses[1], 4, 8);
        Assert.InRange(pauses[2], 4.5, 9);
    }

    [Fact]
    public async Task Commit_whose_outcome_nobody_can_tell_is_never_tried_again()
    {
        var tries = 0;
        var faults = new FaultInjector { Dies = true, At = 2 };
        var step = WorkflowActs.Doing(
            "once",
            _ =>
            {
                tries++;
                return Task.CompletedTask;
            },
            new StepPolicy { Attempts = 9, RetryWhen = _ => true });
        var workflow = WorkflowActs.Sequence("trying", step);
        await using var module = new TestModule(interceptor: faults, configure: WorkflowActs.With(workflow));
        faults.Arm();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(1, tries);
    }

    [Fact]
    public void Policy_out_of_bounds_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepPolicy { Attempts = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepPolicy { Backoff = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepPolicy { LongestBackoff = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepPolicy { Timeout = TimeSpan.Zero });
    }

    private sealed class DatabaseFailure(bool isTransient) : DbException("The server said no.")
    {
        public override bool IsTransient => isTransient;
    }
}
