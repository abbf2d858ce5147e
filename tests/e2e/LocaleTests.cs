using System.Net;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>Times and numbers as the viewer's browser writes them.</summary>
public sealed class LocaleTests(BrowserFixture browsers) : Journey(browsers)
{
    private static readonly ApiKeyCaller Worker = new(IPAddress.Parse("203.0.113.7"), "worker/1.0", "/orders");

    [Theory]
    [InlineData("en-US", "America/New_York", @"^\d{1,2}:00\s?(AM|PM)?\s?–\s?\d{1,2}:00\s(AM|PM)$", @"^[A-Z][a-z]{2} \d{1,2}, \d{4}, [1-9]\d?:\d{2}:\d{2}\.\d{3}\s(AM|PM) (EST|EDT)$", "1,234 accepted")]
    [InlineData("en-GB", "Europe/London", @"^\d{2}:00\s?–\s?\d{2}:00$", @"^\d{1,2} [A-Z][a-z]+ \d{4}, \d{2}:\d{2}:\d{2}\.\d{3} (GMT|BST|GMT\+1)$", "1,234 accepted")]
    [InlineData("de-DE", "Europe/Berlin", @"^\d{2}:00\s?–\s?\d{2}:00( Uhr)?$", @"^\d{1,2}\. \w+\.? \d{4}, \d{2}:\d{2}:\d{2},\d{3} (MEZ|MESZ)$", "1.234 accepted")]
    public async Task Numbers_and_times_follow_one_locale_and_the_zone_of_the_viewer(string locale, string zone, string period, string instant, string sum)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));

        // The last hour of a day ends on the next day, so the browser writes both dates. At 10:00 UTC it isn't the last hour in any of these zones.
        var now = server.Clock.GetUtcNow();
        server.Clock.Turn(now.Date.AddDays(1).AddHours(10) - now.UtcDateTime);
        var created = await server.CreateAsync("Importer");
        for (var call = 0; call < 1234; call++)
        {
            await server.Keys.AuthenticateAsync(created.Token!.Reveal(), ApiKeyType.Secret, Worker, Cancelled);
        }

        var page = await OpenSignedInAsync(server, Person.Olga, options => (options.Locale, options.TimezoneId) = (locale, zone));
        await page.GotoAsync($"/keys/{created.Key.Id}");
        await KeyPage.AtAsync(page, "Importer");

        await Expect(page.GetByText(sum).First).ToBeVisibleAsync();
        await page.Locator(".use-chart-slot").Last.HoverAsync();
        Assert.Matches(period, (await page.GetByRole(AriaRole.Tooltip).InnerTextAsync()).Split('\n')[0]);
        await page.GetByRole(AriaRole.Region, new() { Name = "Use", Exact = true }).Button("Show numbers").ClickAsync();
        Assert.Matches(period, await page.Locator(".use-table tbody th").First.InnerTextAsync());
        await page.Locator(".execution-table a").First.ClickAsync();
        await Expect(page.Locator("time[data-local=instant]").First).ToBeVisibleAsync();
        Assert.Matches(instant, await page.Locator("time[data-local=instant]").First.InnerTextAsync());
    }

    [Fact]
    public async Task London_in_winter_shows_no_seconds()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var key = (await server.CreateAsync("Importer")).Key;
        await server.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = key.Id, After = TimeSpan.FromHours(2) }, new Actor(await server.IdOfAsync(Person.Olga)), null, Cancelled);

        var page = await OpenSignedInAsync(server, Person.Olga, options => options.TimezoneId = "Atlantic/Reykjavik");
        await page.GotoAsync($"/keys/{key.Id}");

        await Expect(page.Locator("time[data-local=moment]").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d{1,2} \w+ \d{4}, \d{2}:\d{2} (GMT|UTC)$"));
    }

    [Theory]
    [InlineData("America/Los_Angeles", "9999-12-31")]
    [InlineData("Pacific/Honolulu", "9999-12-31")]
    public async Task A_date_out_of_range_is_said_so_with_the_range(string zone, string date)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga, options => options.TimezoneId = zone);
        var create = await (await KeyListPage.OpenAsync(page)).CreateAsync();
        await create.Title.FillAsync("Importer");
        await page.GetByRole(AriaRole.Radio, new() { Name = "On a date" }).CheckAsync();
        var field = page.GetByLabel("Last day");
        await field.FillAsync(date);
        await field.PressAsync("Enter");

        await Expect(field).ToHaveAccessibleDescriptionAsync(
            new System.Text.RegularExpressions.Regex(@"This date is out of range\. Choose one from \d{1,2} \w+ \d{4} to 30 Dec 9999\."));
        await Expect(field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Changing_a_revocation_begins_with_the_time_that_is_set()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var key = (await server.CreateAsync("Importer")).Key;
        var revoking = await server.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = key.Id, After = TimeSpan.FromHours(49) }, new Actor(await server.IdOfAsync(Person.Olga)), null, Cancelled);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var local = TimeZoneInfo.ConvertTime(revoking.Value!.RevokedAt!.Value, zone);
        var page = await OpenSignedInAsync(server, Person.Olga, options => options.TimezoneId = zone.Id);

        await (await KeyListPage.OpenAsync(page)).ChooseAsync("Importer", "Change revocation");

        await Expect(page.GetByLabel("Revoke at")).ToHaveValueAsync(local.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }
}
