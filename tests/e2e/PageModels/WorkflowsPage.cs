namespace ApiKeys.E2ETests.PageModels;

/// <summary>The list of executions.</summary>
internal sealed class WorkflowsPage
{
    private readonly IPage _page;

    private WorkflowsPage(IPage page) => _page = page;

    public ILocator Rows => Table.GetByRole(AriaRole.Row).Filter(new() { Has = _page.GetByRole(AriaRole.Rowheader) });

    public ILocator Search => _page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name, step, error or id" });

    private ILocator Table => _page.GetByRole(AriaRole.Table, new() { Name = "Workflow executions, newest first" });

    public static async Task<WorkflowsPage> OpenAsync(IPage page)
    {
        await page.FollowAsync("Workflows");
        await page.AtAsync("Workflows");
        return new WorkflowsPage(page);
    }

    public ILocator State(string state) => _page.GetByRole(AriaRole.Group, new() { Name = "State" }).Button(state);

    public ILocator Choice(string label) => _page.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });

    public async Task<ExecutionPage> OpenFirstAsync(string workflow)
    {
        await Table.Link(workflow).First.ClickAsync();
        return await ExecutionPage.AtAsync(_page, workflow);
    }
}
