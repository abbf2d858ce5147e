using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using ApiKeys.Keys.Link;

namespace ApiKeys.E2ETests;

public sealed class WorkflowTests(BrowserFixture browsers) : Journey(browsers)
{
    private readonly SampleWork _work = new();

    [Fact]
    public async Task A_failed_execution_is_found_and_read_step_by_step_and_Back_leads_to_the_same_list()
    {
        var server = Start();
        _work.UndoFails = false;
        await server.CreateAsync("Importer");
        await _work.RunAsync(server, SampleEnding.Undone);
        await _work.RunAsync(server, SampleEnding.Completed);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await WorkflowsPage.OpenAsync(page);
        await Expect(list.Rows).ToHaveCountAsync(3);

        await list.Search.FillAsync("SUPPLIER refused");
        await Expect(list.Rows).ToHaveCountAsync(1);
        await list.State("Compensated").ClickAsync();
        await list.Choice("Workflow").SelectOptionAsync(SampleWork.Workflow);
        await list.Choice("Started by").SelectOptionAsync(new SelectOptionValue { Label = "By Olga Owner" });
        await list.Choice("Started").SelectOptionAsync("Last hour");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("since=hour"));
        var address = page.Path();
        var execution = await list.OpenFirstAsync(SampleWork.Workflow);

        await Expect(execution.Timeline).ToHaveCountAsync(5);
        await Expect(execution.Step("book-carrier")).ToContainTextAsync("in 3 attempts");
        await Expect(execution.Step("book-carrier")).ToContainTextAsync("Undone");
        await Expect(execution.Step("notify-supplier")).ToContainTextAsync("The supplier refused the order");
        await Expect(execution.Timeline.Last).ToContainTextAsync("Because notify-supplier failed");
        await page.GoBackAsync();
        await Expect(list.Rows).ToHaveCountAsync(1);
        Assert.Equal(address, page.Path());
        await Expect(list.Choice("Started")).ToHaveValueAsync("Hour");
    }

    [Fact]
    public async Task A_running_execution_shows_its_end_by_itself()
    {
        var server = Start();
        var (run, id) = await _work.StartAsync(server);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var execution = await ExecutionPage.OpenAsync(page, id, SampleWork.Workflow);
        await Expect(execution.Timeline.Last).ToContainTextAsync("Still running");
        await Expect(execution.Step("order-goods")).ToContainTextAsync("Started");

        _work.Goods.SetResult();
        await run;

        await Expect(execution.Timeline.Last).ToContainTextAsync("Completed");
        await Expect(execution.Header).ToContainTextAsync("Completed");
        await Expect(execution.Step("notify-supplier")).ToContainTextAsync("Done");
    }

    [Fact]
    public async Task A_failed_undo_is_retried_from_the_overview_on_by_those_who_may()
    {
        var server = Start();
        await server.AddAsync(Person.Vera);
        await server.CreateAsync("Importer");
        var id = await _work.FailForGoodAsync(server);
        var vera = await OpenSignedInAsync(server, Person.Vera);
        await ExecutionPage.OpenAsync(vera, id, SampleWork.Workflow);
        await Expect(vera.GetByText("Only an owner or manager can retry an undo.")).ToBeVisibleAsync();
        await Expect(vera.Button("Retry the undo")).ToHaveCountAsync(0);
        var olga = await OpenSignedInAsync(server, Person.Olga);
        await olga.Link("1 workflow half done").ClickAsync();
        await olga.AtAsync("Workflows");
        await olga.Link(SampleWork.Workflow).ClickAsync();
        var execution = await ExecutionPage.AtAsync(olga, SampleWork.Workflow);
        await Expect(execution.Step("book-carrier")).ToContainTextAsync("The carrier doesn't answer.");
        _work.UndoFails = false;

        await olga.Button("Retry the undo").ClickAsync();

        await olga.SaysAsync("Undone: “restock-warehouse”");
        await Expect(execution.Header).ToContainTextAsync("Compensated");
        await Expect(execution.Timeline.Last).ToContainTextAsync("Undone");
    }

    [Fact]
    public async Task An_undo_under_way_says_when_it_is_tried_again_and_then_how_it_went()
    {
        var server = Start();
        var id = await _work.RunAsync(server, SampleEnding.UndoFails);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var execution = await ExecutionPage.OpenAsync(page, id, SampleWork.Workflow);
        await Expect(execution.Timeline.Last).ToContainTextAsync("The undo is tried again in");
        _work.UndoFails = false;

        server.Clock.Turn(TimeSpan.FromSeconds(61));

        await Expect(execution.Timeline.Last).ToContainTextAsync("Undone");
        await Expect(execution.Step("book-carrier")).ToContainTextAsync("at attempt 2");
    }

    [Fact]
    public async Task A_key_and_its_executions_lead_to_each_other_and_so_do_old_links()
    {
        var server = Start();
        await server.CreateAsync("Importer");
        var page = await OpenSignedInAsync(server, Person.Olga);
        await (await KeyListPage.OpenAsync(page)).OpenKeyAsync("Importer");

        await page.GetByRole(AriaRole.Table).Link("create-api-keys").ClickAsync();
        await ExecutionPage.AtAsync(page, "create-api-keys");
        var path = page.Path();
        await page.GetByRole(AriaRole.Main).Link("Importer").ClickAsync();
        await page.AtAsync("Importer");
        await page.GotoAsync($"/workflows?run={path["/workflows/".Length..]}");

        await ExecutionPage.AtAsync(page, "create-api-keys");
        Assert.Equal(path, page.Path());
    }

    [Fact]
    public async Task A_dead_letter_is_skipped_and_the_one_behind_it_retried()
    {
        var server = Start();
        await SampleWork.KillALetterAsync(server);
        var page = await OpenSignedInAsync(server, Person.Olga);
        await page.Link("1 event not delivered").ClickAsync();
        await page.AtAsync("Background work");
        await Expect(page.GetByText("Waits behind an earlier event of the same key")).ToBeVisibleAsync();
        var panel = page.GetByRole(AriaRole.Article, new() { Name = SampleWork.Subscriber });

        await panel.GetByRole(AriaRole.Button, new() { Name = "Skip Created" }).ClickAsync();
        var dialog = await KeyDialog.AtAsync(page, "Skip “Created: Broken mailbox”");
        await dialog.FinishAsync("Skip event");
        await page.SaysAsync("Skipped the event of “Broken mailbox”");

        // The next one fails in its turn, and is a dead letter after its attempts.
        var retry = panel.GetByRole(AriaRole.Button, new() { Name = "Retry Revoked" });
        await Expect(retry).ToBeVisibleAsync();
        _work.DeliveryFails = false;
        await retry.ClickAsync();
        await Expect(panel.GetByRole(AriaRole.List)).ToHaveCountAsync(0);
        await Expect(panel).ToContainTextAsync("Up to date");
    }

    [Fact]
    public async Task A_job_that_fails_says_why()
    {
        var server = Start();
        var page = await OpenSignedInAsync(server, Person.Olga);
        await WorkflowsPage.OpenAsync(page);

        await page.Link("Background work").ClickAsync();
        await page.AtAsync("Background work");

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = SampleWork.Job });
        await Expect(row).ToContainTextAsync("Failing");
        await Expect(row).ToContainTextAsync("The scales can't be reached.");
        await Expect(row).ToContainTextAsync("Every 5 min");
    }

    private AdminServer Start() => Keep(AdminServer.StartWith(Person.Olga, SampleWork.Settings, _work.Register));
}
