namespace ApiKeys.E2ETests.PageModels;

internal sealed class CheckPage
{
    private readonly IPage _page;

    private CheckPage(IPage page) => _page = page;

    public ILocator Text => _page.GetByLabel("Token, or text that contains tokens");

    public static async Task<CheckPage> OpenAsync(IPage page)
    {
        await page.FollowAsync("Check a token");
        await page.AtAsync("Check a token");
        return new CheckPage(page);
    }

    public async Task SaysAsync(string token, string answer)
    {
        await CheckAsync(token);
        await Expect(_page.Heading(answer, 2)).ToBeVisibleAsync();
    }

    public async Task CheckAsync(string text)
    {
        await Text.FillAsync(text);
        await _page.Button("Check token").ClickAsync();
    }
}
