using System.Text.RegularExpressions;

namespace ApiKeys.E2ETests.PageModels;

/// <summary>Everything about one key.</summary>
internal sealed class KeyPage
{
    private readonly IPage _page;
    private readonly string _title;

    private KeyPage(IPage page, string title) => (_page, _title) = (page, title);

    public string Id => _page.Path().Split('/')[^1];

    /// <summary>The words of the chip beside the title.</summary>
    public ILocator Status(string words) => Main.GetByText(words, new() { Exact = true }).First;

    public ILocator History => _page.GetByRole(AriaRole.Region, new() { Name = "History" }).GetByRole(AriaRole.Listitem);

    public ILocator Runs => _page.GetByRole(AriaRole.Table, new() { Name = "Workflow executions of this key, newest first" });

    public ILocator Callers => _page.GetByRole(AriaRole.Table, new() { Name = "Who calls with this key, the latest first" });

    /// <summary>Who uses the key after its end.</summary>
    public ILocator EndedKeyNotice => _page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("still being used$") });

    private ILocator Main => _page.GetByRole(AriaRole.Main);

    public static async Task<KeyPage> AtAsync(IPage page, string title)
    {
        await page.AtAsync(title);
        return new KeyPage(page, title);
    }

    /// <summary>What the page says of a fact: the definition that follows its term.</summary>
    public ILocator Fact(string label) => Main.GetByRole(AriaRole.Definition).And(Main.Locator($"dt:text-is('{label}') + dd"));

    /// <summary>A fact in the line under the title, by the word that it begins with.</summary>
    public ILocator HeaderFact(string word) => Main.Locator(".page-header-facts > *").Filter(new() { HasTextRegex = new Regex($"^\\s*{word}\\b") });

    /// <summary>The chain of rolls that the key is in.</summary>
    public ILocator Rolls => _page.GetByRole(AriaRole.Region, new() { Name = "Rolls" });

    public ILocator Use => _page.GetByRole(AriaRole.Region, new() { Name = "Use", Exact = true });

    public ILocator RollInProgress => _page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Roll ") });

    public Task ActAsync(string act) => Main.Button(act).ClickAsync();

    public Task ChooseAsync(string act) => RowMenu.ChooseAsync(Main, _title, act);
}
