using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.PageModels;

internal sealed class SignInPage
{
    private readonly IPage _page;

    private SignInPage(IPage page) => _page = page;

    public ILocator Email => _page.GetByLabel("E-mail");

    public ILocator Password => _page.GetByLabel("Password");

    public ILocator Problem => _page.GetByRole(AriaRole.Alert);

    public static async Task<SignInPage> AtAsync(IPage page)
    {
        await page.AtAsync("Sign in", isStatic: true);
        return new SignInPage(page);
    }

    public Task SubmitAsync(Person person) => SubmitAsync(person.Email, person.Password);

    public async Task SubmitAsync(string email, string password)
    {
        await Email.FillAsync(email);
        await Password.FillAsync(password);
        await _page.Button("Sign in").ClickAsync();
    }
}
