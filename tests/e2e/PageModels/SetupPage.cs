using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.PageModels;

internal sealed class SetupPage
{
    private readonly IPage _page;

    private SetupPage(IPage page) => _page = page;

    public ILocator Code => _page.GetByLabel("Set-up code");

    public ILocator Name => _page.GetByLabel("Your name");

    public ILocator Email => _page.GetByLabel("E-mail");

    public ILocator Password => _page.GetByLabel("Password");

    public static async Task<SetupPage> AtAsync(IPage page)
    {
        await page.AtAsync("Set up ApiKeys", isStatic: true);
        return new SetupPage(page);
    }

    public async Task SubmitAsync(string code, Person person)
    {
        await Code.FillAsync(code);
        await Name.FillAsync(person.Name);
        await Email.FillAsync(person.Email);
        await Password.FillAsync(person.Password);
        await _page.Button("Create owner").ClickAsync();
    }
}
