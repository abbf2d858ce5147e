namespace ApiKeys.E2ETests.PageModels;

/// <summary>One execution, step by step.</summary>
internal sealed class ExecutionPage
{
    private readonly IPage _page;

    private ExecutionPage(IPage page) => _page = page;

    /// <summary>The steps, and last the end of the execution.</summary>
    public ILocator Timeline => _page.GetByRole(AriaRole.List, new() { Name = "Steps in the order they ran, and how it ended" }).GetByRole(AriaRole.Listitem);

    public ILocator Header => _page.GetByRole(AriaRole.Main).Locator("header");

    public static async Task<ExecutionPage> AtAsync(IPage page, string workflow)
    {
        await page.AtAsync(workflow);
        return new ExecutionPage(page);
    }

    public static async Task<ExecutionPage> OpenAsync(IPage page, string id, string workflow)
    {
        await page.GotoAsync($"/workflows/{id}");
        return await AtAsync(page, workflow);
    }

    public ILocator Step(string name) => Timeline.Filter(new() { Has = _page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true }) });
}
