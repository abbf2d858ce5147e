using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using ApiKeys.Keys.Link;

namespace ApiKeys.E2ETests;

public sealed class SignInTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_address_until_the_wait_is_over()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, [("Account:SignInTries", "3")]));
        var page = await OpenAsync(server);
        await page.GotoAsync("/sign-in");
        var signIn = await SignInPage.AtAsync(page);

        await signIn.SubmitAsync(Person.Olga.Email, "wrong horse battery");
        await Expect(signIn.Problem).ToHaveTextAsync("Wrong e-mail address or password.");
        await Expect(signIn.Email).ToHaveValueAsync(Person.Olga.Email);
        await Expect(signIn.Password).ToBeEmptyAsync();
        await signIn.SubmitAsync(Person.Olga.Email, "wrong horse battery");
        await signIn.SubmitAsync(Person.Olga.Email, "wrong horse battery");
        const string locked = "Too many tries for this e-mail address. Wait 15 minutes, then try again.";
        await Expect(signIn.Problem).ToHaveTextAsync(locked);

        await signIn.SubmitAsync(Person.Olga);
        await Expect(signIn.Problem).ToHaveTextAsync(locked);

        server.Clock.Turn(TimeSpan.FromMinutes(15));
        await signIn.SubmitAsync(Person.Olga);
        await OverviewPage.AtAsync(page);
    }

    [Fact]
    public async Task Too_many_posts_from_one_network_are_refused_with_a_page_that_says_what_to_do()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, [("Account:PostsPerMinute", "2")]));
        Watch.Expect("status of 429");
        var page = await OpenAsync(server);
        await page.GotoAsync("/sign-in");
        var signIn = await SignInPage.AtAsync(page);
        await signIn.SubmitAsync("someone@example.com", "a guess of many");
        await Expect(signIn.Problem).ToBeVisibleAsync();
        await signIn.SubmitAsync("another@example.com", "a guess of many");
        await Expect(signIn.Password).ToBeEmptyAsync();

        await signIn.SubmitAsync("a.third@example.com", "a guess of many");

        await page.AtAsync("Too many tries", isStatic: true);
        await page.Link("Load the page again").ClickAsync();
        await SignInPage.AtAsync(page);
    }

    [Fact]
    public async Task A_deep_link_while_signed_out_leads_there_after_signing_in()
    {
        const string link = "/secret-keys?q=ware&status=active&sort=title";
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync("Warehouse sync");
        var page = await OpenAsync(server);
        await page.GotoAsync(link);
        var signIn = await SignInPage.AtAsync(page);

        await signIn.SubmitAsync(Person.Olga);

        var list = await KeyListPage.AtAsync(page);
        await Expect(list.Titles).ToHaveTextAsync(["Warehouse sync"]);
        Assert.Equal(link, page.Path());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_Back_shows_nothing()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync("Warehouse sync");
        var page = await OpenSignedInAsync(server, Person.Olga);
        await KeyListPage.OpenAsync(page);

        await page.SignOutAsync(Person.Olga);

        await page.GotoAsync("/secret-keys");
        await SignInPage.AtAsync(page);
        await page.GoBackAsync();
        await SignInPage.AtAsync(page);
        Assert.False(await BrowserTraces.HoldAsync(page, "Warehouse sync"));
    }
}
