using System.Diagnostics;
using System.Diagnostics.Metrics;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowTelemetryTests
{
    [Fact]
    public async Task Execution_and_its_steps_are_spans_that_name_the_outcome()
    {
        var workflow = WorkflowActs.Sequence("two", WorkflowActs.Noting("first", []), WorkflowActs.Noting("second", []));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        using var watch = new Watch(module);

        var outcome = await module.RunAsync(workflow, 1);

        Assert.Equal(
            [
                "step first [apikeys.outcome=done apikeys.workflow=two apikeys.workflow.attempts=1 apikeys.workflow.step=first] Ok",
                "step second [apikeys.outcome=done apikeys.workflow=two apikeys.workflow.attempts=1 apikeys.workflow.step=second] Ok",
                $"workflow two [apikeys.outcome=completed apikeys.workflow=two apikeys.workflow.execution_id={outcome.ExecutionId}] Ok",
            ],
            watch.Spans.Select(Text));
        Assert.All(watch.Spans.Take(2), step => Assert.Equal(watch.Spans[2].SpanId, step.ParentSpanId));
    }

    [Fact]
    public async Task Failed_execution_shows_which_step_failed_and_what_was_undone()
    {
        var workflow = WorkflowActs.Sequence("two", WorkflowActs.Noting("first", []), WorkflowActs.Failing("failing"));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        using var watch = new Watch(module);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(
            [
                "step first [apikeys.outcome=done apikeys.workflow=two apikeys.workflow.attempts=1 apikeys.workflow.step=first] Ok",
                "step failing [apikeys.outcome=failed apikeys.workflow=two apikeys.workflow.attempts=1 apikeys.workflow.step=failing error.type=System.TimeoutException] Error",
                "compensate first [apikeys.outcome=compensated apikeys.workflow=two apikeys.workflow.step=first] Ok",
                $"workflow two [apikeys.outcome=compensated apikeys.workflow=two apikeys.workflow.execution_id={exception.ExecutionId()} error.type=System.TimeoutException] Error",
            ],
            watch.Spans.Select(Text));
    }

    [Fact]
    public async Task Counters_and_durations_go_by_workflow_step_and_outcome()
    {
        var clock = new PassingClock(TimeSpan.FromSeconds(1));
        var slow = WorkflowActs.Doing("slow", _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            return Task.CompletedTask;
        });
        var workflow = WorkflowActs.Sequence("two", slow, WorkflowActs.Failing("failing"));
        await using var module = new TestModule(time: clock, configure: WorkflowActs.With(workflow));
        using var watch = new Watch(module);

        await Assert.ThrowsAsync<TimeoutException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(
            [
                "apikeys.workflow.steps [apikeys.outcome=done apikeys.workflow=two apikeys.workflow.step=slow] 1",
                "apikeys.workflow.step.duration [apikeys.outcome=done apikeys.workflow=two apikeys.workflow.step=slow] 3",
                "apikeys.workflow.steps [apikeys.outcome=failed apikeys.workflow=two apikeys.workflow.step=failing error.type=System.TimeoutException] 1",
                "apikeys.workflow.step.duration [apikeys.outcome=failed apikeys.workflow=two apikeys.workflow.step=failing error.type=System.TimeoutException] 0",
                "apikeys.workflow.steps [apikeys.outcome=compensated apikeys.workflow=two apikeys.workflow.step=slow] 1",
                "apikeys.workflow.step.duration [apikeys.outcome=compensated apikeys.workflow=two apikeys.workflow.step=slow] 0",
                "apikeys.workflow.executions [apikeys.outcome=compensated apikeys.workflow=two error.type=System.TimeoutException] 1",
                "apikeys.workflow.execution.duration [apikeys.outcome=compensated apikeys.workflow=two error.type=System.TimeoutException] 3",
            ],
            watch.Measurements);
    }

    [Fact]
    public async Task Step_that_took_too_long_is_told_from_one_that_failed()
    {
        var begun = new TaskCompletionSource();
        var workflow = WorkflowActs.Sequence("slow", WorkflowActs.Doing("slow", cancellationToken =>
        {
            begun.SetResult();
            return new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        using var watch = new Watch(module);
        var running = module.RunAsync(workflow, 1);
        await begun.Task;

        module.Time.Advance(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAsync<StepTimedOutException>(() => running);
        Assert.Equal(["timed_out", "failed"], watch.Spans.Select(Outcome));
    }

    [Fact]
    public async Task Refusal_is_counted_as_refused_and_not_as_an_error()
    {
        var workflow = WorkflowActs.Sequence("refusing", WorkflowActs.Failing("asked", () => new WorkflowRefusedException("Too many.")));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        using var watch = new Watch(module);

        await Assert.ThrowsAsync<WorkflowRefusedException>(() => module.RunAsync(workflow, 1));

        Assert.Equal(["refused", "refused"], watch.Spans.Select(Outcome));
        Assert.All(watch.Spans, span => Assert.Equal(ActivityStatusCode.Ok, span.Status));
    }

    [Fact]
    public async Task Refusal_is_not_retried_and_not_stored_as_a_failed_step()
    {
        List<string> done = [];
        var policy = new StepPolicy { Attempts = 3, Backoff = TimeSpan.Zero };
        var asked = WorkflowActs.Doing(
            "asked",
            _ =>
            {
                done.Add("ask");
                throw new WorkflowRefusedException("Too many.");
            },
            policy);
        var workflow = WorkflowActs.Sequence("refusing", WorkflowActs.Noting("first", done), asked);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        await Assert.ThrowsAsync<WorkflowRefusedException>(() => module.RunAsync(workflow, 1));

        var execution = await module.OnlyExecutionAsync();
        Assert.Equal(["do first", "ask", "undo first"], done);
        Assert.Equal((WorkflowState.Compensated, "WorkflowRefusedException: Too many."), (execution.State, execution.Error));
        Assert.Equal("first", Assert.Single(execution.Steps).Name);
    }

    [Fact]
    public async Task Repeated_call_is_counted_as_such()
    {
        var workflow = WorkflowActs.Sequence("one", WorkflowActs.Noting("first", []));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        await module.RunAsync(workflow, 1, "once");
        using var watch = new Watch(module);

        await module.RunAsync(workflow, 1, "once");

        Assert.Equal("repeated", Outcome(Assert.Single(watch.Spans, span => span.OperationName == "workflow one")));
    }

    [Fact]
    public async Task Undo_that_failed_and_one_that_was_left_to_the_recovery_are_not_counted_as_undone()
    {
        var stuck = Step.Define<int, int, int>(
            "stuck", (_, input, _) => Task.FromResult(Step.Done(input, input)), (_, _, _) => throw new IOException("Stuck."));
        var faults = new FaultInjector();
        var dying = WorkflowActs.Doing("dying", _ =>
        {
            faults.Die();
            throw new TimeoutException("Slow.");
        });
        var first = WorkflowActs.Sequence("stuck", stuck, WorkflowActs.Failing("failing"));
        var second = WorkflowActs.Sequence("dying", WorkflowActs.Noting("first", []), dying);
        await using var module = new TestModule(interceptor: faults, configure: WorkflowActs.With(first, second));
        using var watch = new Watch(module);

        await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(first, 1));
        await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(second, 1));

        Assert.Equal(
            ["compensation_failed", "compensating"],
            watch.Spans.Where(span => span.OperationName.StartsWith("workflow", StringComparison.Ordinal)).Select(Outcome));
    }

    [Fact]
    public async Task Neither_input_nor_output_nor_the_message_of_an_exception_is_in_them()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
        var leaking = Step.Define<string, string, string>(
            "leaking", (_, input, _) => Task.FromResult(Step.Done(input, "id")), (_, _, _) => throw new IOException($"Could not take back {token}."));
        var workflow = Workflow.Define<string, string>(
            "leaking",
            async (run, input) =>
            {
                await run.StepAsync(leaking, input);
                throw new InvalidOperationException($"Could not send {token}.");
            },
            leaking);
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        using var watch = new Watch(module);

        await Assert.ThrowsAsync<CompensationFailedException>(() => module.RunAsync(workflow, token));

        Assert.NotEmpty(watch.Measurements);
        Assert.Equal(3, watch.Spans.Count);
        Assert.All(watch.Spans, span =>
        {
            Assert.Empty(span.Events);
            Assert.Empty(span.Baggage);
            Assert.Null(span.StatusDescription);
        });
        var everything = string.Join('\n', [.. watch.Spans.Select(Text), .. watch.Measurements]);
        Assert.DoesNotContain("Could not", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(token, everything, StringComparison.Ordinal);
    }

    private static string Text(Activity span) => $"{span.DisplayName} [{Text(span.TagObjects)}] {span.Status}";

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));

    private static string? Outcome(Activity span) => (string?)span.GetTagItem("apikeys.outcome");

    /// <summary>Hears what this test's module tells, and nothing of the tests beside it: spans by their trace, measurements by their meter.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly Activity _root = new Activity("test").Start();
        private readonly ActivityListener _spans;
        private readonly MeterListener _measurements = new();

        public Watch(TestModule module)
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == WorkflowsTelemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if (span.TraceId == _root.TraceId)
                    {
                        Spans.Add(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_spans);

            var meters = module.Get<IMeterFactory>();
            _measurements.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == WorkflowsTelemetry.Name && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _measurements.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _measurements.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
            _measurements.Start();
        }

        public List<Activity> Spans { get; } = [];

        public List<string> Measurements { get; } = [];

        public void Dispose()
        {
            _root.Dispose();
            _spans.Dispose();
            _measurements.Dispose();
        }

        private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            Measurements.Add($"{instrument.Name} [{Text(tags.ToArray())}] {value}");
    }
}
