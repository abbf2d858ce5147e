using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.E2ETests;

public sealed class FocusTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task Empty_form_focuses_its_first_wrong_field_each_time_it_is_sent()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga, options => options.ViewportSize = new() { Width = 390, Height = 500 });
        await page.GotoAsync("/secret-keys");
        var create = await (await KeyListPage.AtAsync(page)).CreateAsync();
        for (var time = 0; time < 2; time++)
        {
            await page.GetByRole(AriaRole.Dialog).Button("Create key").ClickAsync();

            await Expect(create.Title).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(create.Title).ToBeFocusedAsync();
            await Expect(create.Title).ToBeInViewportAsync();
        }
    }

    [Theory]
    [InlineData("Importer", "Edit")]
    [InlineData("Importer", "Roll key")]
    [InlineData("Importer", "Revoke key")]
    [InlineData("Ends later", "Cancel revocation")]
    [InlineData("Ended", "Delete key")]
    [InlineData("Waiting", "Confirm it is saved")]
    [InlineData("Waiting", "Discard key")]
    public async Task Tab_goes_round_a_dialog_of_a_key_and_stops_only_at_what_is_seen(string key, string act)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync("Importer");
        var (later, ended) = (await server.CreateAsync("Ends later"), await server.CreateAsync("Ended"));
        var olga = new Actor(await server.IdOfAsync(Person.Olga));
        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = later.Key.Id, After = TimeSpan.FromHours(2) }, olga, null, Cancelled);
        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = ended.Key.Id }, olga, null, Cancelled);
        await server.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Waiting", AwaitConfirmation = true }, olga, null, Cancelled);
        var page = await OpenSignedInAsync(server, Person.Olga);

        await (await KeyListPage.OpenAsync(page)).ChooseAsync(key, act);

        await TabGoesRoundAsync(page);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Edit")]
    [InlineData("Delete channel")]
    public async Task Tab_goes_round_a_dialog_of_a_sales_channel_and_stops_only_at_what_is_seen(string? act)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.Services.GetRequiredService<ISalesChannelModuleService>().CreateAsync(
            new CreateSalesChannelRequest { Name = "Shop" }, new Actor(await server.IdOfAsync(Person.Olga)), null, Cancelled);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await SalesChannelsPage.OpenAsync(page);

        await (act is null ? list.CreateAsync() : list.ChooseAsync("Shop", act));

        await TabGoesRoundAsync(page);
    }

    private static async Task TabGoesRoundAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(page.Locator("[role=dialog] :focus")).ToBeVisibleAsync();
        Assert.Matches("^(INPUT|BUTTON|TEXTAREA|SELECT|A)$", await page.EvaluateAsync<string>("document.activeElement.tagName"));

        foreach (var key in new[] { "Tab", "Shift+Tab" })
        {
            HashSet<string> seen = [];
            var start = await FocusAsync(page);
            for (var stop = start; seen.Add(stop); stop = await FocusAsync(page))
            {
                Assert.NotEqual("", stop);
                await page.Keyboard.PressAsync(key);
            }

            Assert.Equal(start, await FocusAsync(page));
        }
    }

    /// <summary>Names what has the focus; empty when that is outside the dialog or can't be seen.</summary>
    private static Task<string> FocusAsync(IPage page) => page.EvaluateAsync<string>("""
        () => {
          const stop = document.activeElement;
          const dialog = document.querySelector("[role=dialog]");
          return dialog.contains(stop) && stop.getBoundingClientRect().height > 0 ? String([...dialog.querySelectorAll("*")].indexOf(stop)) : "";
        }
        """);
}
