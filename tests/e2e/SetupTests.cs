using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class SetupTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task The_first_visitor_is_led_to_the_set_up_page_and_becomes_the_owner_with_the_code_of_the_console()
    {
        var server = Keep(AdminServer.Start());
        var page = await OpenAsync(server);
        await page.GotoAsync("/secret-keys");
        var setup = await SetupPage.AtAsync(page);
        Assert.EndsWith(page.Path(), server.SetupAddress, StringComparison.Ordinal);

        await setup.SubmitAsync(server.SetupCode, Person.Olga);

        var overview = await OverviewPage.AtAsync(page);
        await Expect(overview.FirstRun).ToBeVisibleAsync();
        await Expect(page.PersonButton(Person.Olga)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_code_is_said_at_its_field_and_keeps_what_was_typed()
    {
        var server = Keep(AdminServer.Start());
        var page = await OpenAsync(server);
        await page.GotoAsync("/setup");
        var setup = await SetupPage.AtAsync(page);

        await setup.SubmitAsync("AAAA-BBBB-CCCC", Person.Olga);

        await Expect(setup.Code).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("That is not the code on the console"));
        await Expect(setup.Code).ToHaveValueAsync("AAAA-BBBB-CCCC");
        await Expect(setup.Name).ToHaveValueAsync(Person.Olga.Name);
        await Expect(setup.Email).ToHaveValueAsync(Person.Olga.Email);
        await Expect(setup.Password).ToBeEmptyAsync();
        await setup.SubmitAsync(server.SetupCode, Person.Olga);
        await OverviewPage.AtAsync(page);
    }

    [Fact]
    public async Task The_code_works_once_and_the_set_up_page_is_gone_afterwards()
    {
        var server = Keep(AdminServer.Start());
        var (first, second) = (await OpenAsync(server), await OpenAsync(server));
        await first.GotoAsync("/setup");
        await second.GotoAsync("/setup");
        var late = await SetupPage.AtAsync(second);
        await (await SetupPage.AtAsync(first)).SubmitAsync(server.SetupCode, Person.Olga);
        await OverviewPage.AtAsync(first);

        await late.SubmitAsync(server.SetupCode, Person.Dana);

        var signIn = await SignInPage.AtAsync(second);
        await signIn.SubmitAsync(Person.Dana);
        await Expect(signIn.Problem).ToHaveTextAsync("Wrong e-mail address or password.");
        await second.GotoAsync("/setup");
        await SignInPage.AtAsync(second);
    }

    [Fact]
    public async Task An_admin_from_the_configuration_signs_in_without_any_set_up()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));

        var page = await OpenSignedInAsync(server, Person.Olga);

        await Expect(page.PersonButton(Person.Olga)).ToBeVisibleAsync();
        Assert.Empty(server.SetupCode);
        await page.GotoAsync("/setup");
        await OverviewPage.AtAsync(page);
    }
}
