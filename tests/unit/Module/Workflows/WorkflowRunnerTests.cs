using System.Data.Common;
using ApiKeys.Keys;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowRunnerTests
{
    private static readonly WorkflowRunOptions AsDana = new(TestModule.Dana.Id);

    [Fact]
    public async Task Reference_sample_creates_a_key_and_its_compensation_deletes_it_by_id()
    {
        var createApiKey = Step.Define<ApiKeyFactory, string, string>(
            "create-api-key",
            (step, factory, _) =>
            {
                var (key, _) = factory.Make(step, ApiKeyType.Publishable, "Development");
                step.Keys().Add(key);
                return Task.FromResult(Step.Done(key.Id, undo: key.Id));
            },
            (step, id, cancellationToken) => step.Keys().Where(key => key.Id == id).ExecuteDeleteAsync(cancellationToken));
        var createApiKeyWorkflow = Workflow.Define<(ApiKeyFactory Factory, bool Fails), string>(
            "create-api-key",
            async (run, input) =>
            {
                var id = await run.StepAsync(createApiKey, input.Factory);
                return input.Fails ? throw new InvalidOperationException("Failed after the step.") : id;
            },
            createApiKey);
        await using var module = new TestModule(configure: services => services.AddWorkflow(createApiKeyWorkflow));

        var outcome = await module.Runner.RunAsync(
            createApiKeyWorkflow, (module.Get<ApiKeyFactory>(), false), AsDana, TestModule.Cancellation);
        var before = DatabaseSnapshot.Take(module.Path);
        await Assert.ThrowsAsync<InvalidOperationException>(() => module.Runner.RunAsync(
            createApiKeyWorkflow, (module.Get<ApiKeyFactory>(), true), AsDana, TestModule.Cancellation));

        Assert.Equal(outcome.Output, (await module.RetrieveAsync(outcome.Output!)).Id);
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Failed_workflow_undoes_its_finished_steps_in_reverse_and_keeps_the_exception()
    {
        List<string> done = [];
        var (first, second) = (Noting("first", done), Noting("second", done));
        var failing = Step.Define<int, int, int>("failing", (_, _, _) => throw new TimeoutException("Slow."), (_, _, _) => Task.CompletedTask);
        var workflow = Workflow.Define<int, int>(
            "three",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                await run.StepAsync(second, input);
                return await run.StepAsync(failing, input);
            },
            first,
            second,
            failing);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = await Assert.ThrowsAsync<TimeoutException>(
            () => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));

        Assert.Equal(["do first", "do second", "undo second", "undo first"], done);
        var execution = await ExecutionAsync(module, (string)exception.Data[WorkflowData.ExecutionIdKey]!);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal("TimeoutException: Slow.", execution.Error);
        Assert.Equal(
            [("first", StepState.Compensated), ("second", StepState.Compensated), ("failing", StepState.Failed)],
            execution.Steps.Select(step => (step.Name, step.State)));
        Assert.Equal("TimeoutException: Slow.", execution.Steps[2].Error);
    }

    [Fact]
    public async Task Workflow_that_fails_before_its_first_effect_leaves_no_row()
    {
        var failing = Step.Define<int, int, int>("failing", (_, _, _) => throw new TimeoutException("Slow."), (_, _, _) => Task.CompletedTask);
        var workflow = Workflow.Define<int, int>("one", (run, input) => run.StepAsync(failing, input), failing);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));

        Assert.Equal(0, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Cancelled_workflow_is_undone_though_its_caller_has_left()
    {
        List<string> done = [];
        using var caller = new CancellationTokenSource();
        var (first, second) = (Noting("first", done), Noting("second", done));
        var workflow = Workflow.Define<int, int>(
            "two",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                await caller.CancelAsync();
                return await run.StepAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => module.Runner.RunAsync(workflow, 1, AsDana, caller.Token));

        Assert.Equal(["do first", "undo first"], done);
    }

    [Fact]
    public async Task Steps_started_together_commit_each_in_its_own_row()
    {
        List<string> done = [];
        Step<int, int, int>[] steps = [.. Enumerable.Range(0, 6).Select(i => Noting($"step-{i}", done))];
        var workflow = Workflow.Define<int, int>(
            "together", async (run, input) => (await Task.WhenAll(steps.Select(step => run.StepAsync(step, input)))).Sum(), steps);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var outcome = await module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation);

        Assert.Equal(6, outcome.Output);
        var execution = await ExecutionAsync(module, outcome.ExecutionId);
        Assert.Equal(6, execution.Steps.Select(step => step.Name).Distinct().Count());
        Assert.Equal(WorkflowState.Completed, execution.State);
    }

    [Fact]
    public async Task Stalled_process_can_not_commit_after_another_has_taken_over()
    {
        List<string> done = [];
        var stall = new TaskCompletionSource();
        var stalled = new TaskCompletionSource();
        var (first, second) = (Noting("first", done), Noting("second", done));
        var workflow = Workflow.Define<int, int>(
            "stalling",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                stalled.SetResult();
                await stall.Task;
                return await run.StepAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));
        var running = module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation);
        await stalled.Task;

        await using var other = module.OtherNode(TimeSpan.FromSeconds(31), configure: services => services.AddWorkflow(workflow));
        var taken = await other.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);
        stall.SetResult();

        Assert.Equal(1, taken);
        var exception = await Assert.ThrowsAsync<ExecutionTakenOverException>(() => running);
        var execution = await ExecutionAsync(module, exception.ExecutionId);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.Equal([("first", StepState.Compensated)], execution.Steps.Select(step => (step.Name, step.State)));
    }

    [Fact]
    public async Task Execution_within_its_lease_is_left_to_its_owner()
    {
        await using var module = new TestModule();
        var stalled = await StallAsync(module);

        module.Time.Advance(TimeSpan.FromSeconds(29));
        var taken = await module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

        Assert.Equal(0, taken);
        Assert.Equal(WorkflowState.Running, (await ExecutionAsync(module, stalled)).State);
    }

    [Fact]
    public async Task Two_nodes_that_recover_at_once_take_an_execution_over_once()
    {
        await using var module = new TestModule();
        await using var other = new TestModule(module.Path, module.Time);
        await StallAsync(module);
        module.Time.Advance(TimeSpan.FromSeconds(31));

        var taken = await Task.WhenAll(
            Task.Run(() => module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation), TestModule.Cancellation),
            Task.Run(() => other.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation), TestModule.Cancellation));

        Assert.Equal(1, taken.Sum());
    }

    [Fact]
    public async Task Execution_with_a_step_nobody_knows_waits_for_a_person_and_the_others_are_undone()
    {
        await using var module = new TestModule();
        var unknown = await StallAsync(module, "step-of-a-newer-release");
        var known = await StallAsync(module);
        module.Time.Advance(TimeSpan.FromSeconds(31));

        await module.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

        Assert.Equal(WorkflowState.CompensationFailed, (await ExecutionAsync(module, unknown)).State);
        Assert.Equal(WorkflowState.Compensated, (await ExecutionAsync(module, known)).State);
    }

    [Fact]
    public async Task Call_that_was_undone_can_be_made_again_under_its_id()
    {
        List<string> done = [];
        var fails = true;
        var first = Noting("first", done);
        var workflow = Workflow.Define<int, int>(
            "failing",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                return fails ? throw new TimeoutException("Slow.") : input;
            },
            first);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));
        var options = AsDana with { TransactionId = "once" };
        await Assert.ThrowsAsync<TimeoutException>(() => module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation));
        fails = false;

        var outcome = await module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);

        Assert.False(outcome.IsRepeat);
        Assert.Equal(["do first", "undo first", "do first"], done);
    }

    [Fact]
    public async Task Call_whose_undo_waits_for_a_person_is_not_run_again()
    {
        var stuck = Step.Define<int, int, int>(
            "stuck", (_, input, _) => Task.FromResult(Step.Done(input, input)), (_, _, _) => throw new TimeoutException("Still slow."));
        var workflow = Workflow.Define<int, int>(
            "stuck",
            async (run, input) =>
            {
                await run.StepAsync(stuck, input);
                throw new TimeoutException("Slow.");
            },
            stuck);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));
        var options = AsDana with { TransactionId = "once" };
        var failed = await Assert.ThrowsAsync<CompensationFailedException>(
            () => module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation));

        var repeated = await Assert.ThrowsAsync<RepeatedExecutionException>(
            () => module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation));

        Assert.Equal((failed.ExecutionId, WorkflowState.CompensationFailed), (repeated.ExecutionId, repeated.State));
        Assert.Equal(10, Assert.Single((await ExecutionAsync(module, failed.ExecutionId)).Steps).CompensationAttempts);
    }

    [Fact]
    public async Task Transaction_id_with_another_input_is_another_call_and_refused()
    {
        var first = Noting("first", []);
        var workflow = Workflow.Define<int, int>("one", (run, input) => run.FinishAsync(first, input), first);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));
        var options = AsDana with { TransactionId = "once" };
        await module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);

        await Assert.ThrowsAsync<TransactionIdReusedException>(() => module.Runner.RunAsync(workflow, 2, options, TestModule.Cancellation));
    }

    [Fact]
    public async Task Two_callers_can_choose_the_same_transaction_id()
    {
        var first = Noting("first", []);
        var workflow = Workflow.Define<int, int>("one", (run, input) => run.FinishAsync(first, input), first);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));
        await module.Runner.RunAsync(workflow, 1, AsDana with { TransactionId = "once" }, TestModule.Cancellation);

        var outcome = await module.Runner.RunAsync(
            workflow, 1, new WorkflowRunOptions(TestModule.Sam.Id, "once"), TestModule.Cancellation);

        Assert.False(outcome.IsRepeat);
    }

    [Fact]
    public async Task Failure_of_a_later_step_reaches_the_caller_though_the_call_has_a_transaction_id()
    {
        var first = Noting("first", []);
        var failing = Step.Define<int, int, int>(
            "failing", (_, _, _) => throw new DbUpdateException("The disk is full."), (_, _, _) => Task.CompletedTask);
        var workflow = Workflow.Define<int, int>(
            "two",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                return await run.StepAsync(failing, input);
            },
            first,
            failing);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = await Assert.ThrowsAsync<DbUpdateException>(
            () => module.Runner.RunAsync(workflow, 1, AsDana with { TransactionId = "once" }, TestModule.Cancellation));

        Assert.Equal("The disk is full.", exception.Message);
    }

    [Fact]
    public async Task Step_started_together_with_one_that_fails_does_not_commit_behind_the_undo()
    {
        List<string> done = [];
        var (first, late) = (Noting("first", done), Noting("late", done));
        var gate = new TaskCompletionSource();
        var failing = Step.Define<int, int, int>(
            "failing",
            async (_, _, _) =>
            {
                await gate.Task;
                throw new TimeoutException("Slow.");
            },
            (_, _, _) => Task.CompletedTask);
        Task<int>? straggler = null;
        var workflow = Workflow.Define<int, int>(
            "together",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                var fails = run.StepAsync(failing, input);
                straggler = run.StepAsync(late, input);
                gate.SetResult();
                return await fails;
            },
            first,
            failing,
            late);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = await Assert.ThrowsAsync<TimeoutException>(
            () => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));
        await Record.ExceptionAsync(() => straggler!);

        var execution = await ExecutionAsync(module, (string)exception.Data[WorkflowData.ExecutionIdKey]!);
        Assert.Equal(WorkflowState.Compensated, execution.State);
        Assert.All(
            execution.Steps,
            step => Assert.Equal(step.Name == failing.Name ? StepState.Failed : StepState.Compensated, step.State));
    }

    [Fact]
    public async Task Owner_that_wakes_and_finishes_while_another_looks_is_not_undone()
    {
        var asleep = new TaskCompletionSource();
        var wake = new TaskCompletionSource();
        var (first, second) = (Noting("first", []), Noting("second", []));
        var workflow = Workflow.Define<int, int>(
            "sleeping",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                asleep.SetResult();
                await wake.Task;
                return await run.FinishAsync(second, input);
            },
            first,
            second);
        await using var owner = new TestModule(configure: services => services.AddWorkflow(workflow));
        var running = owner.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation);
        await asleep.Task;
        var between = new BeforeTakeOver(async () =>
        {
            wake.SetResult();
            await running;
        });
        await using var other = owner.OtherNode(TimeSpan.FromSeconds(31), between, services => services.AddWorkflow(workflow));

        var taken = await other.Get<WorkflowRecovery>().RecoverAsync(TestModule.Cancellation);

        Assert.True(between.HasRun);
        Assert.Equal(0, taken);
        Assert.Equal(WorkflowState.Completed, (await ExecutionAsync(owner, (await running).ExecutionId)).State);
    }

    [Fact]
    public async Task Commit_whose_outcome_nobody_can_tell_is_not_reported_as_undone()
    {
        var faults = new FaultInjector { Dies = true, At = 2 };
        await using var module = new TestModule(interceptor: faults);
        faults.Arm();

        var exception = await Assert.ThrowsAsync<OutcomeUnknownException>(() => module.CreateAsync());

        Assert.StartsWith(Ids.ExecutionPrefix, exception.ExecutionId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_throws_after_the_finishing_step_undoes_it_too()
    {
        List<string> done = [];
        var first = Noting("first", done);
        var workflow = Workflow.Define<int, int>(
            "careless",
            async (run, input) =>
            {
                await run.FinishAsync(first, input);
                throw new TimeoutException("Slow.");
            },
            first);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        await Assert.ThrowsAsync<TimeoutException>(() => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));

        Assert.Equal(["do first", "undo first"], done);
    }

    [Fact]
    public async Task Call_repeated_on_another_node_waits_for_the_first_and_takes_its_outcome()
    {
        List<string> done = [];
        var finish = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var first = Noting("first", done);
        var second = Noting("second", done);
        var workflow = Workflow.Define<int, int>(
            "slow",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                begun.SetResult();
                await finish.Task;
                return await run.FinishAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));
        await using var other = new TestModule(module.Path, module.Time, configure: services => services.AddWorkflow(workflow));
        var options = AsDana with { TransactionId = "once" };
        var running = module.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);
        await begun.Task;

        var repeating = other.Runner.RunAsync(workflow, 1, options, TestModule.Cancellation);
        finish.SetResult();
        var outcome = await running;
        while (!repeating.IsCompleted)
        {
            module.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        var repeated = await repeating;
        Assert.Equal((outcome.ExecutionId, true), (repeated.ExecutionId, repeated.IsRepeat));
        Assert.Equal(["do first", "do second"], done);
    }

    [Fact]
    public async Task Step_that_is_not_declared_is_refused()
    {
        var undeclared = Noting("undeclared", []);
        var workflow = Workflow.Define<int, int>("hiding", (run, input) => run.StepAsync(undeclared, input));
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));

        Assert.Contains("without declaring it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_runs_after_the_finishing_step()
    {
        var (first, second) = (Noting("first", []), Noting("second", []));
        var workflow = Workflow.Define<int, int>(
            "overrunning",
            async (run, input) =>
            {
                await run.FinishAsync(first, input);
                return await run.StepAsync(second, input);
            },
            first,
            second);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));

        Assert.Contains("is finished", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_steps_of_one_name_are_refused_at_start()
    {
        var workflow = Workflow.Define<int, int>("twins", (_, input) => Task.FromResult(input), Noting("twin", []), Noting("twin", []));
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = Assert.Throws<InvalidOperationException>(() => module.Runner);

        Assert.Contains("Two steps are named 'twin'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_in_a_host_exception_is_scrubbed_before_it_is_stored()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
        var first = Noting("first", []);
        var workflow = Workflow.Define<int, int>(
            "leaky",
            async (run, input) =>
            {
                await run.StepAsync(first, input);
                throw new InvalidOperationException($"Could not send {token}.");
            },
            first);
        await using var module = new TestModule(configure: services => services.AddWorkflow(workflow));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(workflow, 1, AsDana, TestModule.Cancellation));

        var execution = await ExecutionAsync(module, (string)exception.Data[WorkflowData.ExecutionIdKey]!);
        Assert.Equal("InvalidOperationException: Could not send sk_shop_[redacted].", execution.Error);
    }

    /// <summary>Does something between the look at an expired execution and the statement that takes it over.</summary>
    private sealed class BeforeTakeOver(Func<Task> act) : DbCommandInterceptor
    {
        public bool HasRun { get; private set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (!HasRun && command.CommandText.StartsWith("UPDATE \"workflow_executions\"", StringComparison.Ordinal))
            {
                HasRun = true;
                await act();
            }

            return result;
        }
    }

    private static Step<int, int, int> Noting(string name, List<string> done) => Step.Define<int, int, int>(
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
        });

    /// <summary>An execution whose process died after its first step, as its journal would show it.</summary>
    private static async Task<string> StallAsync(TestModule module, string step = "update-api-keys")
    {
        await using var database = module.OpenDatabase();
        var execution = new WorkflowExecution
        {
            Id = Ids.New(Ids.ExecutionPrefix, module.Time),
            Workflow = "stalled",
            StartedBy = TestModule.Dana.Id,
            State = WorkflowState.Running,
            StartedAt = module.Time.GetUtcNow(),
            LeaseUntil = module.Time.GetUtcNow().AddSeconds(30),
            Epoch = WorkflowJournal.FirstEpoch,
        };
        execution.Steps.Add(new WorkflowStepRecord
        {
            ExecutionId = execution.Id,
            Sequence = 1,
            Step = step,
            State = StepState.Done,
            Undo = "[]",
            DoneAt = module.Time.GetUtcNow(),
        });
        database.Add(execution);
        await database.SaveChangesAsync(TestModule.Cancellation);
        return execution.Id;
    }

    private static async Task<WorkflowExecutionDetails> ExecutionAsync(TestModule module, string id)
    {
        var (executions, _) = await module.Executions.ListAsync(new() { Ids = [id] }, TestModule.Cancellation);
        return Assert.Single(executions);
    }
}
