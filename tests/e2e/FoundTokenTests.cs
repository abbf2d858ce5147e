using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class FoundTokenTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task A_token_in_a_line_of_a_log_leads_to_its_key_and_is_revoked_there()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var token = (await server.CreateAsync("Warehouse sync")).Token!.Reveal();
        var page = await OpenSignedInAsync(server, Person.Olga);
        var check = await CheckPage.OpenAsync(page);

        await check.CheckAsync($"GET /orders 200 \"Authorization: Bearer {token}\"\ncurl -u {token[..^1]}: https://shop.example");
        await Expect(page.GetByText("2 tokens are in this text.")).ToBeVisibleAsync();
        await Expect(check.Text).ToHaveValueAsync("");
        await page.Button("Revoke key Warehouse sync").ClickAsync();
        await (await KeyDialog.AtAsync(page, "Revoke “Warehouse sync”")).FinishAsync("Revoke key");

        await Expect(page.Heading("Revoked", 2)).ToBeVisibleAsync();
        await Expect(page.Heading("Mistyped or cut short", 2)).ToBeVisibleAsync();
        Assert.Equal(VerificationCode.Revoked, await server.AuthenticateAsync(token));
        Assert.False(await BrowserTraces.HoldAsync(page, token));
        Assert.Equal("/check", page.Path());
    }

    [Fact]
    public async Task A_signed_out_link_with_a_token_in_its_search_keeps_it_nowhere()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var token = (await server.CreateAsync("Warehouse sync")).Token!.Reveal();
        await server.CreateAsync("Other");
        var page = await OpenAsync(server);

        await page.GotoAsync($"/secret-keys?q={token}");
        var signIn = await SignInPage.AtAsync(page);
        Assert.DoesNotContain(token[..20], page.Url, StringComparison.Ordinal);
        await signIn.SubmitAsync(Person.Olga);

        await Expect((await KeyListPage.AtAsync(page)).Titles).ToHaveTextAsync(["Warehouse sync"]);
        Assert.False(await BrowserTraces.HoldAsync(page, token));
    }
}
