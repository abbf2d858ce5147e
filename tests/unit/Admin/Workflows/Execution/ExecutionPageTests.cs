using ApiKeys.Admin.Components.Workflows.Execution;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Bunit;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Workflows.Execution;

public sealed class ExecutionPageTests : DashboardTestContext
{
    private readonly ShelfWorkflow _shelf;

    public ExecutionPageTests()
        : this(new ShelfWorkflow())
    {
    }

    private ExecutionPageTests(ShelfWorkflow shelf)
        : base(shelf.Register) => _shelf = shelf;

    [Fact]
    public async Task A_completed_execution_says_what_its_steps_did()
    {
        var id = await RunAsync("call-7");

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Equal("Completed", page.Find(".page-header .chip").TextContent));
        Assert.Equal(["reserve-shelf", "order-goods", "tell-buyer", "Completed"], Names(page));
        Assert.Equal(["Done", "Done", "Done"], States(page));
        Assert.Contains("in 3 attempts", Node(page, 0), StringComparison.Ordinal);
        Assert.Contains("call-7", page.Find(".facts").TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing that is in the audit log", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".execution-notice"));
    }

    [Fact]
    public async Task Bars_are_to_scale()
    {
        _shelf.Goods = new TaskCompletionSource();
        var run = StartAsync();
        await _shelf.Ordering.Task;
        Time.Advance(TimeSpan.FromSeconds(3));
        _shelf.Goods.SetResult();
        var id = (await run).ExecutionId;

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Equal(
            ["--from: 0.00%; --length: 0.00%", "--from: 0.00%; --length: 100.00%", "--from: 100.00%; --length: 0.00%"],
            page.FindAll(".timeline-bar").Select(bar => bar.GetAttribute("style"))));
        Assert.Contains("at once, took 3.0 s", Node(page, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undone_execution_tells_the_failure_and_each_undo()
    {
        _shelf.Failure = new InvalidOperationException("The buyer is on holiday.");
        var id = await RunAsync();

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Equal(["Undone", "Undone", "Failed"], States(page)));
        Assert.Equal("Undone", Names(page)[^1]);
        Assert.Contains("InvalidOperationException: The buyer is on holiday.", Node(page, 2), StringComparison.Ordinal);
        Assert.Contains("Because tell-buyer failed", Node(page, 3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_way_back_is_named_when_the_rest_is_undone()
    {
        _shelf.ClosesForGood = true;
        _shelf.Failure = new InvalidOperationException("The buyer is on holiday.");
        var id = await RunAsync();

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Equal(["Undone", "Undone", "Done, for good", "Failed"], States(page)));
        Assert.Contains("close-shelf-for-good has no way back, so its effect stays.", Text(page.Find(".execution-notice").TextContent), StringComparison.Ordinal);
        Assert.Equal("Undone, but for what has no way back", Names(page)[^1]);
    }

    [Fact]
    public async Task A_running_execution_is_read_again_until_it_is_over()
    {
        _shelf.Goods = new TaskCompletionSource();
        var run = StartAsync();
        await _shelf.Ordering.Task;
        var id = (await Module.Executions.ListAsync(new(), Cancellation)).Items[0].Id;
        var page = Open(id);
        page.WaitForAssertion(() => Assert.Equal("Still running", Names(page)[^1]));
        Assert.Equal(["Done", "Started"], States(page));

        _shelf.Goods.SetResult();
        await run;
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal("Completed", Names(page)[^1]));
        Assert.Equal("Now Completed", page.Find("p[role=status]").TextContent);
        var rendered = page.RenderCount;
        Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(rendered, page.RenderCount);
    }

    [Fact]
    public async Task An_undo_that_is_tried_again_says_when()
    {
        var id = await FailUndoAsync(WorkflowState.Compensating, StepState.Done);
        await using (var database = Module.OpenDatabase())
        {
            var until = Time.GetUtcNow().AddSeconds(25);
            await database.Set<WorkflowExecution>().ExecuteUpdateAsync(set => set.SetProperty(e => e.LeaseUntil, until), Cancellation);
        }

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Contains("The undo is tried again in 25 s.", Node(page, ^1), StringComparison.Ordinal));
        Assert.Contains("Its undo has failed 10 times so far", Node(page, 0), StringComparison.Ordinal);
        Assert.Contains("TimeoutException: The shelf is locked.", Node(page, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_that_failed_for_good_is_retried_by_those_who_may()
    {
        var id = await FailUndoAsync();
        var page = Open(id);
        page.WaitForAssertion(() => Assert.Equal("Could not be undone", Names(page)[^1]));
        Assert.Contains("Its undo was given up after 10 attempts", Node(page, 0), StringComparison.Ordinal);
        _shelf.UndoFailure = null;

        await page.Find(".alert-button").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Compensated", page.Find(".page-header .chip").TextContent));
        Messages.WaitForAssertion(() => Assert.Contains("Undone:", Messages.Markup, StringComparison.Ordinal));
        Assert.Equal(["Undone", "Undone", "Failed"], States(page));
    }

    [Fact]
    public async Task A_viewer_is_told_who_can_retry()
    {
        var id = await FailUndoAsync();
        Operator.SignIn(AdminRoles.Viewer);

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Contains(
            "Only an owner or manager can retry an undo. Ask an owner to change your role.", page.Find(".execution-notice").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".alert-button"));
    }

    [Fact]
    public async Task Someone_demoted_meanwhile_is_refused()
    {
        var id = await FailUndoAsync();
        var page = Open(id);
        page.WaitForElement(".alert-button");
        Operator.BecomeA(AdminRoles.Viewer);
        _shelf.UndoFailure = null;

        await page.Find(".alert-button").ClickAsync();

        Messages.WaitForAssertion(() => Assert.Contains("Couldn't retry: Only an owner or manager", Messages.Markup, StringComparison.Ordinal));
        Assert.Equal(WorkflowState.CompensationFailed, (await Module.Executions.ListAsync(new(), Cancellation)).Items[0].State);
    }

    [Fact]
    public async Task A_retry_that_fails_says_what_is_known_and_can_be_repeated()
    {
        var id = await FailUndoAsync();
        var page = Open(id);
        page.WaitForElement(".alert-button");
        _shelf.UndoFailure = null;
        DatabaseFails = true;

        await page.Find(".alert-button").ClickAsync();
        Messages.WaitForAssertion(() => Assert.Contains("Couldn't retry. The database can't be reached. Nothing was changed.", Messages.Markup, StringComparison.Ordinal));
        DatabaseFails = false;
        await page.Find(".alert-button").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Compensated", page.Find(".page-header .chip").TextContent));
    }

    [Fact]
    public async Task The_keys_it_touched_are_linked_and_Activity_has_them_all()
    {
        var created = await Module.Keys.CreateAsync(
            [.. Enumerable.Range(1, 21).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"Key {i}" })],
            TestModule.Sam,
            cancellationToken: Cancellation);
        var id = (await Module.Executions.ListAsync(new(), Cancellation)).Items[0].Id;

        var page = Open(id);

        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll(".changes li a").Count));
        Assert.Contains(created.Value![20].Key.Id, page.Find(".changes").InnerHtml, StringComparison.Ordinal);
        Assert.Equal(("All 21 changes", $"/activity?execution={id}"), (page.Find(".history-more a").TextContent, page.Find(".history-more a").GetAttribute("href")));
    }

    [Fact]
    public void One_that_is_unknown_is_said_in_words()
    {
        var page = Open("wfx_unknown");

        page.WaitForAssertion(() => Assert.Contains("This execution does not exist", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Execution not found", page.Find("h1").TextContent);
    }

    private IRenderedComponent<ExecutionPage> Open(string id) =>
        Open<ExecutionPage>($"/workflows/{id}", parameters => parameters.Add(page => page.Id, id));

    private static List<string> Names(IRenderedComponent<ExecutionPage> page) => [.. page.FindAll(".timeline h3").Select(name => name.TextContent)];

    private static List<string> States(IRenderedComponent<ExecutionPage> page) => [.. page.FindAll(".timeline-state").Select(state => state.TextContent)];

    private static string Node(IRenderedComponent<ExecutionPage> page, Index index) => Text(page.FindAll(".timeline > li").ToList()[index].TextContent);

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task<WorkflowOutcome<string>> StartAsync(string? transactionId = null) =>
        Module.Runner.RunAsync(_shelf.Workflow, "books", new WorkflowRunOptions(TestModule.Sam.Id, transactionId), Cancellation);

    private async Task<string> RunAsync(string? transactionId = null)
    {
        var failure = await Record.ExceptionAsync(() => StartAsync(transactionId));
        Assert.Equal(_shelf.Failure is null, failure is null);
        return (await Module.Executions.ListAsync(new(), Cancellation)).Items[0].Id;
    }

    private async Task<string> FailUndoAsync(WorkflowState left = WorkflowState.CompensationFailed, StepState step = StepState.CompensationFailed)
    {
        _shelf.Failure = new InvalidOperationException("The buyer is on holiday.");
        _shelf.UndoFailure = new TimeoutException("The shelf is locked.");
        var id = await RunAsync();
        await using var database = Module.OpenDatabase();
        await database.Set<WorkflowExecution>().ExecuteUpdateAsync(set => set.SetProperty(e => e.State, left), Cancellation);
        await database.Set<WorkflowStepRecord>().Where(record => record.State == StepState.CompensationFailed)
            .ExecuteUpdateAsync(set => set.SetProperty(record => record.State, step), Cancellation);
        return id;
    }
}
