using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Module.Scheduling;

public sealed class ScheduledJobTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Job_that_is_due_runs_on_one_of_two_nodes()
    {
        var job = new NotingJob();
        await using var module = Module(job);
        await using var other = new TestModule(module.Path, module.Time);

        var ran = await Task.WhenAll(RunAsync(module, job), RunAsync(other, job));

        Assert.Equal(1, ran.Count(one => one));
        Assert.Single(job.Runs);
    }

    [Fact]
    public async Task Job_runs_again_at_each_interval_and_skips_the_times_that_passed_while_nobody_ran()
    {
        var job = new NotingJob();
        await using var module = Module(job);

        await RunAsync(module, job);
        module.Time.Advance(FiveMinutes - TimeSpan.FromMilliseconds(1));
        var early = await RunAsync(module, job);
        module.Time.Advance(TimeSpan.FromMilliseconds(1));
        await RunAsync(module, job);
        module.Time.Advance((3 * FiveMinutes) + TimeSpan.FromMinutes(1));
        await RunAsync(module, job);
        var details = await ReadAsync(module);

        Assert.False(early);
        Assert.Equal(
            ["noting@2026-03-02T09:00:00.000Z", "noting@2026-03-02T09:05:00.000Z", "noting@2026-03-02T09:10:00.000Z"],
            job.Runs.Select(run => run.Id));
        Assert.Equal(TestModule.Start + (5 * FiveMinutes), details.DueAt);
        Assert.Equal(ScheduledJobState.Waiting, details.State);
    }

    [Fact]
    public async Task Job_that_fails_is_tried_again_under_its_id_with_growing_pauses_and_says_why()
    {
        var job = new NotingJob { Failure = new InvalidOperationException("No paper.") };
        await using var module = Module(job);

        await RunAsync(module, job);
        var failing = await ReadAsync(module);
        module.Time.Advance(TimeSpan.FromSeconds(1));
        await RunAsync(module, job);
        var failingAgain = await ReadAsync(module);
        job.Failure = null;
        module.Time.Advance(TimeSpan.FromSeconds(2));
        await RunAsync(module, job);
        var mended = await ReadAsync(module);

        Assert.Equal((ScheduledJobState.Failing, 1, "InvalidOperationException: No paper."), (failing.State, failing.Failures, failing.Error));
        Assert.Equal(TestModule.Start.AddSeconds(1), failing.DueAt);
        Assert.Equal(TestModule.Start.AddSeconds(3), failingAgain.DueAt);
        Assert.Single(job.Runs.Select(run => run.Id).Distinct());
        Assert.Equal([1, 2, 3], job.Runs.Select(run => run.Attempt));
        Assert.Equal((ScheduledJobState.Waiting, 0, null), (mended.State, mended.Failures, mended.Error));
    }

    [Fact]
    public async Task Job_whose_node_dies_is_run_by_another_under_the_same_id_and_the_dead_one_can_not_move_its_times()
    {
        var asleep = new NotingJob { Until = new TaskCompletionSource() };
        var awake = new NotingJob();
        await using var module = Module(asleep);
        var running = RunAsync(module, asleep);
        await asleep.Begun.Task;
        await using var within = module.OtherNode(TimeSpan.FromSeconds(29));
        await using var other = module.OtherNode(TimeSpan.FromSeconds(31));

        var tooSoon = await RunAsync(within, awake);
        var taken = await RunAsync(other, awake);
        module.Time.Advance(TimeSpan.FromMinutes(1));
        asleep.Until.SetResult();
        await running;

        Assert.False(tooSoon);
        Assert.True(taken);
        Assert.Equal(asleep.Runs[0].Id, awake.Runs[0].Id);
        Assert.Equal(TestModule.Start.AddSeconds(31), (await ReadAsync(module)).EndedAt);
    }

    [Fact]
    public async Task Job_that_another_node_took_over_is_stopped_and_has_not_failed()
    {
        var stalled = new NotingJob { Until = new TaskCompletionSource() };
        await using var module = Module(stalled);
        var running = RunAsync(module, stalled);
        await stalled.Begun.Task;
        await using var other = module.OtherNode(TimeSpan.FromSeconds(31));
        await RunAsync(other, new NotingJob());

        module.Time.Advance(TimeSpan.FromSeconds(10));
        await running;
        var details = await ReadAsync(module);
        var logged = module.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning).ToList();

        Assert.Equal((ScheduledJobState.Waiting, 0, null), (details.State, details.Failures, details.Error));
        Assert.Equal("The scheduled job noting outlived its lease and was taken over by another node.", Assert.Single(logged).Message);
    }

    [Fact]
    public async Task Job_that_takes_longer_than_its_lease_stays_with_its_node_and_runs_once()
    {
        var job = new NotingJob { Until = new TaskCompletionSource() };
        await using var module = Module(job);
        var running = RunAsync(module, job);
        await job.Begun.Task;

        for (var i = 0; i < 6; i++)
        {
            module.Time.Advance(TimeSpan.FromSeconds(10));
            var until = module.Time.GetUtcNow().AddSeconds(30);
            await Eventually.UntilAsync(async () => await LeaseAsync(module) == until);
        }

        await using var other = new TestModule(module.Path, module.Time);
        var taken = await RunAsync(other, new NotingJob());
        var details = await ReadAsync(module);
        job.Until.SetResult();
        await running;

        Assert.False(taken);
        Assert.Equal(ScheduledJobState.Running, details.State);
    }

    [Fact]
    public async Task Job_that_the_host_stops_has_not_failed_and_is_due_at_once()
    {
        using var stopping = new CancellationTokenSource();
        var job = new NotingJob { Until = new TaskCompletionSource() };
        await using var module = Module(job);
        var running = module.Get<ScheduledJobRunner>().RunDueAsync(job, stopping.Token);
        await job.Begun.Task;

        await stopping.CancelAsync();
        await running;
        var details = await ReadAsync(module);
        await using var other = new TestModule(module.Path, module.Time);
        var next = new NotingJob();
        await RunAsync(other, next);

        Assert.Equal((ScheduledJobState.Waiting, 0, null), (details.State, details.Failures, details.Error));
        Assert.Equal(job.Runs[0].Id, next.Runs[0].Id);
    }

    [Fact]
    public async Task Token_in_a_failure_is_scrubbed_before_it_is_stored()
    {
        var job = new NotingJob();
        await using var module = Module(job);
        var token = (await module.CreateAsync()).Token!.Reveal();
        job.Failure = new InvalidOperationException("Refused " + token);

        await RunAsync(module, job);

        Assert.DoesNotContain(token, (await ReadAsync(module)).Error!, StringComparison.Ordinal);
    }

    private static TestModule Module(ScheduledJob job) => new(configure: services => services.AddSingleton(job));

    private static Task<bool> RunAsync(TestModule module, ScheduledJob job) =>
        module.Get<ScheduledJobRunner>().RunDueAsync(job, TestModule.Cancellation);

    private static async Task<ScheduledJobDetails> ReadAsync(TestModule module) =>
        (await module.Get<IScheduledJobs>().ListAsync(TestModule.Cancellation)).Single(job => job.Name == "noting");

    private static async Task<DateTimeOffset?> LeaseAsync(TestModule module)
    {
        await using var database = module.OpenDatabase();
        return (await database.Set<ScheduledJobRecord>().FindAsync(["noting"], TestModule.Cancellation))!.LeaseUntil;
    }

    private sealed class NotingJob() : ScheduledJob("noting", FiveMinutes)
    {
        public List<ScheduledJobRun> Runs { get; } = [];

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Until { get; init; }

        public Exception? Failure { get; set; }

        protected internal override async Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken)
        {
            Runs.Add(run);
            Begun.TrySetResult();
            await (Until?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
            if (Failure is not null)
            {
                throw Failure;
            }
        }
    }
}
