using ApiKeys.Admin.Components.Workflows.List;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Workflows.List;

public sealed class WorkflowsPageTests : DashboardTestContext
{
    [Fact]
    public void Nothing_that_ran_is_said_in_words()
    {
        var page = Open<WorkflowsPage>("/workflows");

        page.WaitForAssertion(() => Assert.Contains("Nothing has run yet", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".toolbar"));
    }

    [Fact]
    public async Task An_execution_leads_to_its_page()
    {
        await AddKeyAsync("Importer");
        var id = await IdAsync();

        var page = Open<WorkflowsPage>("/workflows");

        Assert.Equal($"/workflows/{id}", page.WaitForElement("tbody th a").GetAttribute("href"));
        Assert.Equal("1 execution", page.Find(".toolbar-count").TextContent);
    }

    [Fact]
    public async Task A_link_from_before_executions_had_pages_leads_there_too()
    {
        await AddKeyAsync("Importer");
        var id = await IdAsync();

        Open<WorkflowsPage>($"/workflows?run={id}");

        Assert.EndsWith($"/workflows/{id}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_are_read_from_the_address()
    {
        await AddKeyAsync("Importer");

        var page = Open<WorkflowsPage>("/workflows?state=compensationfailed&workflow=gone-workflow&since=day&by=user_01SAM");

        page.WaitForAssertion(() => Assert.Contains("No execution matches", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Compensation failed", page.Find(".filter[aria-pressed=true]").TextContent.Trim());
        Assert.Equal(
            ["gone-workflow", "user_01SAM", "", "Day"],
            page.FindAll(".filter-select select").Select(select => select.GetAttribute("value")));
        Assert.Contains(page.FindAll("option"), option => option.TextContent == "By Former member");
    }

    [Fact]
    public async Task Chosen_filters_narrow_the_list_and_are_in_the_address()
    {
        await AddKeyAsync("Importer");
        Time.Leap(TimeSpan.FromHours(2));
        var key = (await AddKeyAsync("Another")).Key;
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, TestModule.Dana, cancellationToken: Cancellation);
        var page = Open<WorkflowsPage>("/workflows?page=2");
        page.WaitForAssertion(() => Assert.Equal(3, Rows(page)));

        await page.Find("select[aria-label=Started]").ChangeAsync(new ChangeEventArgs { Value = "Hour" });
        page.WaitForAssertion(() => Assert.Equal(2, Rows(page)));
        await page.Find("select[aria-label=Workflow]").ChangeAsync(new ChangeEventArgs { Value = "revoke-api-keys" });
        page.WaitForAssertion(() => Assert.Equal(1, Rows(page)));

        Assert.EndsWith("/workflows?since=hour&workflow=revoke-api-keys", Address, StringComparison.Ordinal);
        Assert.Equal("1 of 3 executions", page.Find(".toolbar-count").TextContent);
    }

    [Fact]
    public async Task Each_execution_says_which_key_it_changed_and_who_started_it()
    {
        var first = (await AddKeyAsync("Importer")).Key;
        var second = (await AddKeyAsync("Another")).Key;
        await Module.Keys.RevokeAsync(
            [new RevokeApiKeyRequest { Id = first.Id }, new RevokeApiKeyRequest { Id = second.Id }], new Actor(first.Id), cancellationToken: Cancellation);

        var page = Open<WorkflowsPage>("/workflows");

        page.WaitForAssertion(() => Assert.Equal(
            ["Importer and 1 more", "Another", "Importer"],
            page.FindAll("tbody .col-which").Select(subject => string.Join(' ', subject.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))));
        Assert.Equal($"/keys/{second.Id}", page.FindAll("tbody .col-which a")[1].GetAttribute("href"));
        Assert.Equal("Importer", page.Find("tbody .col-by").TextContent.Trim());
    }

    [Fact]
    public async Task List_is_narrowed_to_one_key_also_when_it_is_deleted()
    {
        var key = (await AddKeyAsync("Importer", pending: true)).Key;
        await AddKeyAsync("Another");
        await Module.Keys.DeleteAsync(key.Id, TestModule.Sam, cancellationToken: Cancellation);
        var page = Open<WorkflowsPage>("/workflows");
        page.WaitForAssertion(() => Assert.Equal(3, Rows(page)));

        await page.Find("select[aria-label=Changed]").ChangeAsync(new ChangeEventArgs { Value = key.Id });

        page.WaitForAssertion(() => Assert.Equal("2 of 3 executions", page.Find(".toolbar-count").TextContent));
        Assert.EndsWith($"/workflows?key={key.Id}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_without_changes_has_no_executions()
    {
        await AddKeyAsync("Importer");

        var page = Open<WorkflowsPage>("/workflows?key=apk_01NOPE");

        page.WaitForAssertion(() => Assert.Contains("No execution matches", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everyone_can_be_chosen_by_name()
    {
        await AddKeyAsync("Importer");
        Operator.SignIn(AdminRoles.Viewer);

        var page = Open<WorkflowsPage>("/workflows");

        page.WaitForAssertion(() => Assert.Equal(
            ["By anyone", "By ApiKeys", $"By {SignedInPerson.Name}"],
            page.FindAll("select[aria-label='Started by'] option").Select(option => option.TextContent)));
    }

    [Fact]
    public async Task Cleared_filters_show_everything_again()
    {
        await AddKeyAsync("Importer");
        var page = Open<WorkflowsPage>("/workflows?q=nothing");
        page.WaitForAssertion(() => Assert.Contains("No execution matches", page.Markup, StringComparison.Ordinal));

        await page.Find(".state-actions button").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(1, Rows(page)));
        Assert.EndsWith("/workflows", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_past_the_end_leads_to_the_last()
    {
        await AddKeyAsync("Importer");

        var page = Open<WorkflowsPage>("/workflows?page=999");

        page.WaitForAssertion(() => Assert.Equal(1, Rows(page)));
    }

    [Fact]
    public async Task What_is_under_way_is_read_again_with_the_clock()
    {
        await AddKeyAsync("Importer");
        await SetStateAsync(WorkflowState.Running);
        var page = Open<WorkflowsPage>("/workflows");
        page.WaitForAssertion(() => Assert.Equal("Running", page.Find(".chip").TextContent));
        await SetStateAsync(WorkflowState.Completed);

        Time.Advance(TimeSpan.FromSeconds(15));

        page.WaitForAssertion(() => Assert.Equal("Completed", page.Find(".chip").TextContent));
    }

    [Fact]
    public async Task Someone_disabled_sees_nothing()
    {
        await AddKeyAsync("Importer");
        Operator.SignIn(AdminRoles.Owner);
        Operator.Disable();

        var page = Open<WorkflowsPage>("/workflows");

        page.WaitForAssertion(() => Assert.Contains("signed out", page.Markup, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("create-api-keys", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_said_and_can_be_tried_again()
    {
        await AddKeyAsync("Importer");
        DatabaseFails = true;
        var page = Open<WorkflowsPage>("/workflows");
        var again = page.WaitForElement(".state-actions button");
        Assert.Contains("Couldn't load the workflows", page.Markup, StringComparison.Ordinal);
        DatabaseFails = false;

        await again.ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(1, Rows(page)));
    }

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private static int Rows(IRenderedComponent<WorkflowsPage> page) => page.FindAll("tbody tr").Count;

    private async Task<string> IdAsync() => (await Module.Executions.ListAsync(new(), Cancellation)).Items[0].Id;

    private async Task SetStateAsync(WorkflowState state)
    {
        await using var database = Module.OpenDatabase();
        await database.Set<WorkflowExecution>().ExecuteUpdateAsync(set => set.SetProperty(execution => execution.State, state), Cancellation);
    }
}
