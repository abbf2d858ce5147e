using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowRetentionTests
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Sweep_removes_what_ended_long_ago_and_leaves_what_waits()
    {
        await using var module = new TestModule();
        foreach (var state in Enum.GetValues<WorkflowState>())
        {
            await module.WriteAsync(state, Old);
        }

        var removed = await module.Get<WorkflowRetention>().SweepAsync(TestModule.Cancellation);

        Assert.Equal(2, removed);
        var (left, _) = await module.Executions.ListAsync(new(), TestModule.Cancellation);
        Assert.Equal(
            [WorkflowState.Running, WorkflowState.Compensating, WorkflowState.CompensationFailed], left.Select(e => e.State).Order());
        await using var database = module.OpenDatabase();
        Assert.Equal(3, await database.Set<WorkflowStepRecord>().CountAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task Sweep_leaves_what_ended_within_the_time_that_is_kept()
    {
        await using var module = new TestModule();
        await module.WriteAsync(WorkflowState.Completed, TimeSpan.FromDays(30));
        await module.WriteAsync(WorkflowState.Compensated, TimeSpan.FromDays(1));

        Assert.Equal(0, await module.Get<WorkflowRetention>().SweepAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task Sweep_takes_no_more_than_a_batch_in_one_statement()
    {
        var database = new FailingDatabase();
        await using var module = new TestModule(interceptor: database);
        await using (var context = module.OpenDatabase())
        {
            var at = module.Time.GetUtcNow() - Old;
            context.AddRange(Enumerable.Range(0, 1100).Select(i => new WorkflowExecution
            {
                Id = $"wfx_{i}",
                Workflow = "old",
                StartedBy = "user_1",
                State = WorkflowState.Completed,
                StartedAt = at,
                EndedAt = at,
                LeaseUntil = at,
            }));
            await context.SaveChangesAsync(TestModule.Cancellation);
        }

        var statements = 0;
        database.BeforeWrite = () => statements++;
        var removed = await module.Get<WorkflowRetention>().SweepAsync(TestModule.Cancellation);

        Assert.Equal((1100, 3), (removed, statements));
        Assert.Equal(0, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Transaction_id_is_forgotten_with_its_execution()
    {
        List<string> done = [];
        var workflow = WorkflowActs.Sequence("one", WorkflowActs.Noting("first", done));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));
        await module.RunAsync(workflow, 1, "once");
        module.Time.Advance(Old);

        await module.Get<WorkflowRetention>().SweepAsync(TestModule.Cancellation);
        var outcome = await module.RunAsync(workflow, 1, "once");

        Assert.False(outcome.IsRepeat);
        Assert.Equal(["do first", "do first"], done);
    }
}
