namespace ApiKeys.E2ETests.PageModels;

internal sealed class ActivityPage
{
    private readonly IPage _page;

    private ActivityPage(IPage page) => _page = page;

    /// <summary>The lines of the trail, newest first.</summary>
    public ILocator Rows => Table.GetByRole(AriaRole.Row).Filter(new() { Has = _page.GetByRole(AriaRole.Rowheader) });

    /// <summary>What was done, newest first.</summary>
    public ILocator What => Table.GetByRole(AriaRole.Rowheader);

    private ILocator Table => _page.GetByRole(AriaRole.Table, new() { Name = "What was done with keys, sales channels, policies and people, newest first" });

    public static async Task<ActivityPage> OpenAsync(IPage page)
    {
        await page.FollowAsync("Activity");
        await page.AtAsync("Activity");
        return new ActivityPage(page);
    }
}
