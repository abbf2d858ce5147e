using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

public sealed class WorkflowExecutionsTests
{
    [Theory]
    [InlineData("ROLL")]
    [InlineData("  insert-REPLACEMENTS ")]
    [InlineData("disk is full")]
    [InlineData("100%_done")]
    public async Task Search_looks_into_workflow_steps_and_error_in_any_case_and_takes_every_sign_for_itself(string text)
    {
        await using var module = new TestModule();
        await module.WriteAsync();
        var wanted = await module.WriteAsync(change: execution =>
        {
            execution.Workflow = "roll-api-keys";
            execution.Steps[0].Step = "insert-replacements";
            execution.Error = "IOException: The disk is full, 100%_done.";
        });

        Assert.Equal([wanted], await IdsAsync(module, new() { Search = text }));
    }

    [Fact]
    public async Task Search_finds_an_execution_by_a_part_of_its_id_and_by_nothing_finds_all()
    {
        await using var module = new TestModule();
        var first = await module.WriteAsync();
        var second = await module.WriteAsync();

        Assert.Equal([first], await IdsAsync(module, new() { Search = first[^10..] }));
        Assert.Equal([second, first], await IdsAsync(module, new() { Search = " " }));
        Assert.Empty(await IdsAsync(module, new() { Search = "nowhere" }));
    }

    [Fact]
    public async Task Filters_narrow_by_state_workflow_caller_and_time()
    {
        await using var module = new TestModule();
        var old = await module.WriteAsync(WorkflowState.Compensated, TimeSpan.FromHours(2));
        var other = await module.WriteAsync(change: execution => execution.Workflow = "roll-api-keys");
        var sams = await module.WriteAsync(WorkflowState.CompensationFailed, change: execution => execution.StartedBy = TestModule.Sam.Id);
        var now = module.Time.GetUtcNow();

        Assert.Equal([sams, old], await IdsAsync(module, new() { States = [WorkflowState.Compensated, WorkflowState.CompensationFailed] }));
        Assert.Equal([other], await IdsAsync(module, new() { Workflows = ["roll-api-keys"] }));
        Assert.Equal([sams], await IdsAsync(module, new() { StartedBy = TestModule.Sam.Id }));
        Assert.Equal([sams, other], await IdsAsync(module, new() { StartedFrom = now }));
        Assert.Equal([old], await IdsAsync(module, new() { StartedBefore = now }));
        Assert.Equal([sams, old], await IdsAsync(module, new() { Ids = [old, sams] }));
        Assert.Empty(await IdsAsync(module, new() { Ids = [] }));
        Assert.Empty(await IdsAsync(module, new() { Workflows = ["roll-api-keys"], StartedBy = TestModule.Sam.Id }));
    }

    [Fact]
    public async Task Pages_go_from_the_newest_and_tell_how_many_there_are()
    {
        await using var module = new TestModule();
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await module.WriteAsync());
            module.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var (page, count) = await module.Executions.ListAsync(new() { Offset = 1, Limit = 2 }, TestModule.Cancellation);
        var (none, all) = await module.Executions.ListAsync(new() { Limit = 0 }, TestModule.Cancellation);

        Assert.Equal([ids[3], ids[2]], page.Select(e => e.Id));
        Assert.Equal((5, 5), (count, all));
        Assert.Empty(none);
    }

    [Fact]
    public async Task Page_out_of_bounds_is_refused()
    {
        await using var module = new TestModule();

        foreach (var query in new ListWorkflowExecutionsQuery[] { new() { Offset = -1 }, new() { Limit = -1 }, new() { Limit = 1001 } })
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => module.Executions.ListAsync(query, TestModule.Cancellation));
        }
    }

    [Fact]
    public async Task Time_of_the_next_attempt_is_told_only_where_an_undo_has_failed()
    {
        await using var module = new TestModule();
        var running = await module.WriteAsync(WorkflowState.Running);
        var undone = await module.WriteAsync(WorkflowState.Compensating);
        var failed = await module.WriteAsync(
            WorkflowState.Compensating, change: execution => execution.Steps[0].CompensationError = "IOException: Stuck.");

        Assert.Null((await module.ExecutionAsync(running)).RetryAt);
        Assert.Null((await module.ExecutionAsync(undone)).RetryAt);
        Assert.Equal(module.Time.GetUtcNow(), (await module.ExecutionAsync(failed)).RetryAt);
    }

    [Fact]
    public async Task Names_of_the_registered_workflows_are_listed_in_order()
    {
        var workflow = WorkflowActs.Sequence("aa-first", WorkflowActs.Noting("first", []));
        await using var module = new TestModule(configure: WorkflowActs.With(workflow));

        var names = module.Executions.WorkflowNames;

        Assert.Equal("aa-first", names[0]);
        Assert.Contains("roll-api-keys", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(TestModule module, ListWorkflowExecutionsQuery query)
    {
        var (items, count) = await module.Executions.ListAsync(query, TestModule.Cancellation);
        Assert.Equal(items.Count, count);
        return [.. items.Select(execution => execution.Id)];
    }
}
