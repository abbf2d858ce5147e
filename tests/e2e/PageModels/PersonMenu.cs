using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.PageModels;

internal static class PersonMenu
{
    public static ILocator PersonButton(this IPage page, Person person) => page.Button($"Your menu: {person.Name}");

    public static async Task SignOutAsync(this IPage page, Person person)
    {
        await page.PersonButton(person).ClickAsync();
        await page.Button("Sign out").ClickAsync();
        await SignInPage.AtAsync(page);
    }
}
