using System.Security.Claims;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Team;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using ApiKeys.UnitTests.Admin.Account;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.E2ETests;

/// <summary>How people come in and are put out, in a browser each.</summary>
public sealed class PeopleTests(BrowserFixture browsers) : Journey(browsers)
{
    private static readonly (string, string) RarelyLookedUp = ("Account:RevalidateEvery", "01:00:00");

    [Fact]
    public async Task Session_that_is_ended_from_another_browser_closes_its_open_page_at_once()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, [RarelyLookedUp]));
        var lost = await OpenSignedInAsync(server, Person.Olga);
        await KeyListPage.OpenAsync(lost);
        var here = await OpenSignedInAsync(server, Person.Olga);
        await here.GotoAsync("/account");

        await here.Button("Sign out all others").ClickAsync();

        await SignInPage.AtAsync(lost);
        await Expect(here.GetByRole(AriaRole.List, new() { Name = "Sessions" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await here.GotoAsync("/");
        await OverviewPage.AtAsync(here);
    }

    [Fact]
    public async Task Password_that_is_forgotten_is_set_by_the_link_of_the_server_s_console()
    {
        const string New = "four grey herons at dawn";
        var server = Keep(AdminServer.StartWith(Person.Olga, [RarelyLookedUp]));
        var before = await OpenSignedInAsync(server, Person.Olga);
        await KeyListPage.OpenAsync(before);
        await server.Services.GetRequiredService<TeamCommands>().RunAsync("reset-password", Person.Olga.Email, Cancelled);
        var link = server.ConsoleText[server.ConsoleText.LastIndexOf("/reset-password#", StringComparison.Ordinal)..].Trim();

        var page = await OpenAsync(server);
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync(New);
        await page.Button("Set password").ClickAsync();
        await Expect(page.GetByText("Your password is set")).ToBeVisibleAsync();
        await SignInPage.AtAsync(before);
        await page.GotoAsync("/sign-in");
        await (await SignInPage.AtAsync(page)).SubmitAsync(Person.Olga.Email, New);
        await OverviewPage.AtAsync(page);

        var again = await OpenAsync(server);
        await again.GotoAsync(link);
        await Expect(again.GetByText("This link doesn't work")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Of_two_owners_who_demote_each_other_at_the_same_time_one_stays_an_owner()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, [RarelyLookedUp]));
        await server.AddAsync(Person.Vera);
        await server.GiveRoleAsync(Person.Vera, AdminRoles.Owner);
        var olga = await OpenSignedInAsync(server, Person.Olga);
        var vera = await OpenSignedInAsync(server, Person.Vera);
        foreach (var (page, other) in new[] { (olga, Person.Vera), (vera, Person.Olga) })
        {
            await page.GotoAsync("/team");
            await page.AtAsync("Team");
            await RowMenu.ChooseAsync(page.GetByRole(AriaRole.Row, new() { Name = other.Name }), other.Name, "Change role");
            await page.GetByRole(AriaRole.Radio, new() { Name = "Viewer" }).CheckAsync();
        }

        await Task.WhenAll(new[] { olga, vera }.Select(page => page.Button("Change role").ClickAsync()));

        // The one who was faster sees the other as a viewer. The other's page has nothing left to manage.
        await Eventually.TrueAsync(async () => (await OwnersAsync(server)).Length == 1, "one owner is left");
        var kept = (await OwnersAsync(server)).Single() == await server.IdOfAsync(Person.Olga);
        await Expect((kept ? olga : vera).GetByRole(AriaRole.Row, new() { Name = (kept ? Person.Vera : Person.Olga).Name })).ToContainTextAsync("Viewer");
        await Expect((kept ? vera : olga).GetByRole(AriaRole.Row)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Person_of_the_provider_signs_in_and_has_the_role_that_it_names()
    {
        await using var provider = await OpenIdProvider.StartAsync(listens: true);
        provider.Claims.AddRange(
            [new Claim("sub", "7"), new Claim("name", "Mara Miller"), new Claim("email", "mara@example.com"), new Claim("email_verified", "true", ClaimValueTypes.Boolean), new Claim("roles", "keepers")]);
        var server = Keep(AdminServer.StartWith(
            Person.Olga,
            [
                ("SignIn:OpenId:Authority", provider.ListensOn),
                ("SignIn:OpenId:ClientId", OpenIdProvider.ClientId),
                ("SignIn:OpenId:ClientSecret", OpenIdProvider.ClientSecret),
                ("SignIn:OpenId:Roles:keepers", AdminRoles.Manager),
            ]));
        var page = await OpenAsync(server);
        await page.GotoAsync("/secret-keys");
        await SignInPage.AtAsync(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with" }).ClickAsync();

        var list = await KeyListPage.AtAsync(page);
        var reveal = await (await list.CreateAsync()).CreateSecretAsync("Importer");
        await reveal.ConfirmAsync();
        await Expect((await KeyListPage.AtAsync(page)).Row("Importer")).ToContainTextAsync("by Mara Miller");
    }

    private static async Task<string[]> OwnersAsync(AdminServer server)
    {
        var people = await server.Services.GetRequiredService<TeamReader>().ListAsync(new(), Cancelled);
        return [.. people.Items.Where(person => person.Role == AdminRoles.Owner).Select(person => person.Id)];
    }
}
