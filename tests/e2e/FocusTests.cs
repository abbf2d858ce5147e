using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

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
    [InlineData("Edit")]
    [InlineData("Roll key")]
    [InlineData("Revoke key")]
    public async Task Tab_goes_round_a_dialog_and_stops_only_at_what_is_seen(string act)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync("Importer");
        var page = await OpenSignedInAsync(server, Person.Olga);
        await (await KeyListPage.OpenAsync(page)).ChooseAsync("Importer", act);
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
