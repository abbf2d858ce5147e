using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class CompensationRetryTests
{
    private readonly List<string> _done = [];
    private readonly Workflow<int, int> _workflow;
    private bool _isStuck = true;
    private int _undos;

    public CompensationRetryTests()
    {
        var stuck = Step.Define<int, int, int>(
            "stuck",
            (_, input, _) => Task.FromResult(Step.Done(input, input)),
            (_, _, _) =>
            {
                _undos++;
                return _isStuck ? throw new IOException($"Stuck, {_undos}.") : Task.CompletedTask;
            });
        _workflow = WorkflowActs.Sequence("stuck", WorkflowActs.Noting("first", _done), stuck, WorkflowActs.Failing("failing"));
    }

    [Fact]
    public async Task Attempts_go_on_across_restarts_with_growing_pauses_until_a_person_is_needed()
    {
        await using var first = Start();
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(() => first.RunAsync(_workflow, 1));
        var execution = await first.ExecutionAsync(failed.ExecutionId);
        var now = first.Time.GetUtcNow();
        List<(int Attempts, double Pause)> attempts = [];
        while (execution.State == WorkflowState.Compensating)
        {
            attempts.Add((execution.Steps[1].CompensationAttempts, (execution.RetryAt!.Value - now).TotalSeconds));
            now = execution.RetryAt.Value + TimeSpan.FromMilliseconds(1);
            await using var next = Start(first.Path, now);
            Assert.Equal(1, await next.RecoverAsync());
            execution = await next.ExecutionAsync(failed.ExecutionId);
        }

        // The pauses of 0.1, 0.2, 0.4 and 0.8 seconds before were waited for by the caller.
        Assert.Equal([(5, 1.6), (6, 3.2), (7, 6.4), (8, 12.8), (9, 25.6)], attempts);
        Assert.Equal(WorkflowState.CompensationFailed, execution.State);
        Assert.Equal((StepState.CompensationFailed, 10), (execution.Steps[1].State, execution.Steps[1].CompensationAttempts));
        Assert.Equal("IOException: Stuck, 10.", execution.Steps[1].CompensationError);
        Assert.Equal(["do first"], _done);
    }

    [Fact]
    public async Task Undo_is_finished_by_whichever_process_is_there_once_its_cause_is_mended()
    {
        await using var first = Start();
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(() => first.RunAsync(_workflow, 1));
        _isStuck = false;

        await using var next = Start(first.Path, first.Time.GetUtcNow() + TimeSpan.FromSeconds(1.7));
        await next.RecoverAsync();

        var execution = await next.ExecutionAsync(failed.ExecutionId);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal((6, null), (execution.Steps[1].CompensationAttempts, execution.Steps[1].CompensationError));
        Assert.Equal(["do first", "undo first"], _done);
    }

    [Fact]
    public async Task Nobody_tries_again_before_the_pause_is_over()
    {
        await using var module = Start();
        await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(_workflow, 1));

        module.Time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(0, await module.RecoverAsync());
        Assert.Equal(5, _undos);
    }

    [Fact]
    public async Task Exception_carries_both_errors_the_execution_and_its_state()
    {
        await using var module = Start();

        var failed = await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(_workflow, 1));

        var execution = await module.OnlyExecutionAsync();
        Assert.Equal((execution.Id, WorkflowState.Compensating), (failed.ExecutionId, failed.State));
        Assert.Equal(["Slow.", "Stuck, 5."], failed.InnerExceptions.Select(inner => inner.Message));
        Assert.Contains("tried again", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_repeated_during_the_pause_is_told_at_once_and_runs_nothing()
    {
        await using var module = Start();
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(_workflow, 1, "once"));

        var repeated = await Assert.ThrowsAsync<RepeatedExecutionException>(() => module.RunAsync(_workflow, 1, "once"));

        Assert.Equal((failed.ExecutionId, WorkflowState.Compensating), (repeated.ExecutionId, repeated.State));
        Assert.Equal(["do first"], _done);
    }

    [Fact]
    public async Task Retry_by_a_person_has_all_attempts_again()
    {
        await using var module = Start(configure: services => services.Configure<WorkflowOptions>(options => options.CompensationAttempts = 3));
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(_workflow, 1));
        Assert.Equal((WorkflowState.CompensationFailed, 3), (failed.State, _undos));

        var again = await module.Executions.RetryCompensationAsync(failed.ExecutionId, TestModule.Cancellation);
        Assert.Equal((WorkflowState.CompensationFailed, 6), (again, _undos));

        _isStuck = false;
        var mended = await module.Executions.RetryCompensationAsync(failed.ExecutionId, TestModule.Cancellation);
        Assert.Equal((WorkflowState.Compensated, 7), (mended, _undos));
        Assert.Equal(["do first", "undo first"], _done);
    }

    [Fact]
    public async Task Retry_by_a_person_that_fails_each_time_waits_for_a_person_again()
    {
        await using var first = Start();
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(() => first.RunAsync(_workflow, 1));
        await ExhaustAsync(first, failed.ExecutionId);
        Assert.Equal(10, _undos);

        var again = await first.Executions.RetryCompensationAsync(failed.ExecutionId, TestModule.Cancellation);
        var state = await ExhaustAsync(first, failed.ExecutionId);

        Assert.Equal(WorkflowState.Compensating, again);
        Assert.Equal((WorkflowState.CompensationFailed, 20), (state, _undos));
    }

    [Fact]
    public async Task Undo_is_given_a_tuple_as_it_was_left()
    {
        List<(string Id, int Count)> given = [];
        var step = Step.Define<int, int, (string Id, int Count)>(
            "pair",
            (_, input, _) => Task.FromResult(Step.Done(input, ("key", 7))),
            (_, undo, _) =>
            {
                given.Add(undo);
                return Task.CompletedTask;
            });
        var workflow = Workflow.Define<int, int>(
            "pair",
            async (run, input) =>
            {
                await run.StepAsync(step, input);
                throw new TimeoutException("Slow.");
            },
            step);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Equal([("key", 7)], given);
    }

    private static async Task<WorkflowState> ExhaustAsync(TestModule module, string executionId)
    {
        for (var pass = 0; pass < 20; pass++)
        {
            module.Time.Advance(TimeSpan.FromSeconds(61));
            await module.RecoverAsync();
        }

        return (await module.ExecutionAsync(executionId)).State;
    }

    private TestModule Start(string? path = null, DateTimeOffset? at = null, Action<IServiceCollection>? configure = null)
    {
        // The pauses that a caller waits for pass by themselves, those for the recovery don't.
        FakeTimeProvider clock = new PassingClock(TimeSpan.FromSeconds(1));
        clock.AdjustTime(at ?? clock.GetUtcNow());
        return new TestModule(path, clock, configure: services =>
        {
            WorkflowActs.With(_workflow).And(options => options.CompensationBackoff = TimeSpan.FromMilliseconds(100))(services);
            configure?.Invoke(services);
        });
    }
}
