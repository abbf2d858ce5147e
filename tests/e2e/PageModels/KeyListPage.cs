namespace ApiKeys.E2ETests.PageModels;

/// <summary>The list of secret or publishable keys.</summary>
internal sealed class KeyListPage
{
    private readonly string _title;

    private KeyListPage(IPage page, string title) => (Page, _title) = (page, title);

    public IPage Page { get; }

    public ILocator Table => Page.GetByRole(AriaRole.Table, new() { Name = _title, Exact = true });

    /// <summary>The titles on this page of the list, in order.</summary>
    public ILocator Titles => Table.GetByRole(AriaRole.Rowheader);

    public ILocator Search => Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search title or token" });

    public ILocator Count => Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status).First;

    public ILocator Pager => Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages of keys" });

    public static async Task<KeyListPage> AtAsync(IPage page, ApiKeyType type = ApiKeyType.Secret)
    {
        var title = type is ApiKeyType.Secret ? "Secret keys" : "Publishable keys";
        await page.AtAsync(title);
        return new KeyListPage(page, title);
    }

    public static async Task<KeyListPage> OpenAsync(IPage page, ApiKeyType type = ApiKeyType.Secret)
    {
        await page.FollowAsync(type is ApiKeyType.Secret ? "Secret keys" : "Publishable keys");
        return await AtAsync(page, type);
    }

    public ILocator Row(string title) => Table.GetByRole(AriaRole.Row).Filter(new() { Has = Link(title) });

    public ILocator Link(string title) => Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true });

    public ILocator Status(string status) => Page.GetByRole(AriaRole.Group, new() { Name = "Status" }).Button(status);

    public ILocator Column(string name) => Table.GetByRole(AriaRole.Columnheader, new() { Name = name, Exact = true });

    public async Task<KeyPage> OpenKeyAsync(string title)
    {
        await Link(title).ClickAsync();
        return await KeyPage.AtAsync(Page, title);
    }

    public async Task<CreateKeyDialog> CreateAsync()
    {
        // The header's button; the empty list has a second one.
        await Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = $"Create {_title.ToLowerInvariant().TrimEnd('s')}" }).First.ClickAsync();
        return await CreateKeyDialog.AtAsync(Page);
    }

    /// <summary>Chooses from the row's menu.</summary>
    public Task ChooseAsync(string title, string act) => RowMenu.ChooseAsync(Row(title), title, act);
}
