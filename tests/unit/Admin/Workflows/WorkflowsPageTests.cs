using ApiKeys.Admin.Components.Workflows;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Bunit;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Workflows;

public sealed class WorkflowsPageTests : DashboardTestContext
{
    [Fact]
    public async Task A_run_opens_to_its_steps()
    {
        await AddKeyAsync("Importer");
        var page = Open<WorkflowsPage>("/workflows");
        var row = page.WaitForElement(".disclose");

        await row.ClickAsync();

        Assert.Equal("true", page.Find(".disclose").GetAttribute("aria-expanded"));
        Assert.Single(page.FindAll(".execution-steps li"));
    }

    [Fact]
    public async Task The_address_can_name_one_run_and_opens_it()
    {
        await AddKeyAsync("Importer");
        await AddKeyAsync("Another");
        var (items, _) = await Module.Executions.ListAsync(new(), Cancellation);

        var page = Open<WorkflowsPage>($"/workflows?run={items[1].Id}");

        page.WaitForAssertion(() => Assert.Contains(items[1].Id, page.Find(".execution").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll(".disclose"));
    }

    [Fact]
    public async Task The_state_filter_is_read_from_the_address()
    {
        await AddKeyAsync("Importer");

        var page = Open<WorkflowsPage>("/workflows?state=compensationfailed");

        page.WaitForAssertion(() => Assert.Contains("No execution matches", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Compensation failed", page.Find(".filter[aria-pressed=true]").TextContent.Trim());
    }

    [Theory]
    [InlineData(AdminRoles.Viewer, 0)]
    [InlineData(AdminRoles.Manager, 1)]
    public async Task A_failed_compensation_is_retried_by_those_who_may(string role, int buttons)
    {
        await AddKeyAsync("Importer");
        await FailAsync();
        Operator.SignIn(role);

        var page = Open<WorkflowsPage>("/workflows");
        await page.WaitForElement(".disclose").ClickAsync();

        Assert.Equal(buttons, page.FindAll(".execution .alert-button").Count);
    }

    [Fact]
    public async Task A_retry_that_succeeds_says_so_and_shows_it()
    {
        await AddKeyAsync("Importer");
        await FailAsync();
        var page = Open<WorkflowsPage>("/workflows");
        await page.WaitForElement(".disclose").ClickAsync();

        await page.Find(".execution .alert-button").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Compensated", page.Find(".chip").TextContent));
        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task A_page_past_the_end_leads_to_the_last()
    {
        await AddKeyAsync("Importer");

        var page = Open<WorkflowsPage>("/workflows?page=999");

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".disclose")));
    }

    [Fact]
    public async Task A_retry_that_fails_says_what_is_known_and_can_be_repeated()
    {
        await AddKeyAsync("Importer");
        await FailAsync();
        var page = Open<WorkflowsPage>("/workflows");
        await page.WaitForElement(".disclose").ClickAsync();
        DatabaseFails = true;

        await page.Find(".execution .alert-button").ClickAsync();
        Messages.WaitForAssertion(() => Assert.Contains("Couldn't retry. The database didn't answer", Messages.Markup, StringComparison.Ordinal));
        DatabaseFails = false;
        await page.Find(".execution .alert-button").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal("Compensated", page.Find(".chip").TextContent));
    }

    // As the runner leaves it when undoing has failed for good.
    private async Task FailAsync()
    {
        await using var database = Module.OpenDatabase();
        await database.Set<WorkflowExecution>().ExecuteUpdateAsync(
            set => set.SetProperty(execution => execution.State, WorkflowState.CompensationFailed), Cancellation);
        await database.Set<WorkflowStepRecord>().ExecuteUpdateAsync(
            set => set.SetProperty(step => step.State, StepState.CompensationFailed), Cancellation);
    }
}
