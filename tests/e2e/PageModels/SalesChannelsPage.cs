namespace ApiKeys.E2ETests.PageModels;

/// <summary>The list of sales channels.</summary>
internal sealed class SalesChannelsPage
{
    private readonly IPage _page;

    private SalesChannelsPage(IPage page) => _page = page;

    public ILocator Table => _page.GetByRole(AriaRole.Table, new() { Name = "Sales channels", Exact = true });

    public ILocator Names => Table.GetByRole(AriaRole.Rowheader);

    public ILocator Search => _page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or description" });

    public static async Task<SalesChannelsPage> OpenAsync(IPage page)
    {
        await page.FollowAsync("Sales channels");
        await page.AtAsync("Sales channels");
        return new SalesChannelsPage(page);
    }

    public ILocator Row(string name) => Table.GetByRole(AriaRole.Row).Filter(new() { Has = _page.GetByRole(AriaRole.Rowheader, new() { Name = name }) });

    public async Task<KeyDialog> CreateAsync()
    {
        // The header's button; the empty list has a second one.
        await _page.GetByRole(AriaRole.Main).Button("Create sales channel").First.ClickAsync();
        return await KeyDialog.AtAsync(_page, "Create sales channel");
    }

    public Task ChooseAsync(string name, string act) => RowMenu.ChooseAsync(Row(name), name, act);
}
