namespace ApiKeys.E2ETests.PageModels;

internal sealed class OverviewPage
{
    private readonly IPage _page;

    private OverviewPage(IPage page) => _page = page;

    /// <summary>What stands there before the first key.</summary>
    public ILocator FirstRun => _page.Heading("Create the first key", 2);

    public static async Task<OverviewPage> AtAsync(IPage page)
    {
        await page.AtAsync("Overview");
        return new OverviewPage(page);
    }
}
