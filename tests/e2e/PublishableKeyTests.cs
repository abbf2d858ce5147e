using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class PublishableKeyTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Web shop";

    [Fact]
    public async Task A_publishable_key_works_at_once_and_its_token_is_copied_from_its_page_and_the_list_at_any_time()
    {
        await UseOwnBrowserAsync();
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page, ApiKeyType.Publishable);
        await (await list.CreateAsync()).SubmitAsync(Title);
        await KeyPage.AtAsync(page, Title);

        var fromPage = await CopyAsync(page, "Copy token");
        await page.ReloadAsync();
        await KeyPage.AtAsync(page, Title);
        var later = await CopyAsync(page, "Copy token");
        await KeyListPage.OpenAsync(page, ApiKeyType.Publishable);
        var fromList = await CopyAsync(page, $"Copy token of {Title}");

        Assert.StartsWith("pk_retail_", fromPage, StringComparison.Ordinal);
        Assert.Equal((fromPage, fromPage), (later, fromList));
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(fromPage, ApiKeyType.Publishable));
        Assert.Equal(VerificationCode.WrongType, await server.AuthenticateAsync(fromPage));
    }

    private static async Task<string> CopyAsync(IPage page, string button)
    {
        await page.EvaluateAsync("navigator.clipboard.writeText('')");
        await page.Button(button).ClickAsync();
        await Expect(page.Button(button.Replace("Copy", "Copied", StringComparison.Ordinal))).ToBeVisibleAsync();
        return await page.EvaluateAsync<string>("navigator.clipboard.readText()");
    }
}
