using System.Globalization;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using ApiKeys.Keys.Link;

namespace ApiKeys.E2ETests;

public sealed class KeyboardTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";

    [Fact]
    public async Task A_key_is_created_and_revoked_without_a_mouse()
    {
        await UseOwnBrowserAsync();
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        await page.TabToAsync(page.Link("Secret keys").First);
        await page.Keyboard.PressAsync("Enter");
        var list = await KeyListPage.AtAsync(page);

        await page.TabToAsync(page.Button("Create secret key").First);
        await page.Keyboard.PressAsync("Enter");
        var create = await CreateKeyDialog.AtAsync(page);
        await Expect(create.Title).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Title);
        await page.Keyboard.PressAsync("Enter");
        var reveal = await TokenReveal.AtAsync(page, Title);
        var token = await reveal.TokenAsync();
        await Expect(reveal.Field).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ControlOrMeta+c");
        Assert.Equal(token, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.TabToAsync(reveal.Self.Button("I have saved it"));
        await page.Keyboard.PressAsync("Enter");
        await reveal.GoneAsync();

        await page.TabToAsync(RowMenu.Opener(list.Row(Title), Title));
        await page.Keyboard.PressAsync("Enter");
        await Expect(RowMenu.Items(list.Row(Title)).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Enter");
        var revoke = await KeyDialog.AtAsync(page, $"Revoke “{Title}”");
        await Expect(revoke.Self.Button("Keep key")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await revoke.GoneAsync();

        await Expect(list.Row(Title)).ToContainTextAsync("Revoked");
        Assert.Equal(VerificationCode.Revoked, await server.AuthenticateAsync(token));
    }

    [Fact]
    public async Task Ctrl_K_opens_a_key_by_its_title_and_single_keys_act_on_the_list()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync(Title);
        await server.CreateAsync("Importer");
        var page = await OpenSignedInAsync(server, Person.Olga);

        // Enter before the answer is there: it waits for it.
        await page.Keyboard.PressAsync("ControlOrMeta+k");
        await page.Keyboard.TypeAsync("warehouse");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Title);

        var list = await KeyListPage.OpenAsync(page);
        await page.FocusArrivesAsync();
        await list.Row("Importer").GetByRole(AriaRole.Link).First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(list.Row(Title).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("?");
        var shortcuts = page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard shortcuts" });
        await shortcuts.GetByRole(AriaRole.Checkbox).UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.PressAsync("ControlOrMeta+k");
        var palette = page.GetByRole(AriaRole.Dialog, new() { Name = "Search and commands" });
        await Expect(palette.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await page.Keyboard.TypeAsync("create publ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Create publishable key" })).ToBeVisibleAsync();
        await Expect(palette).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Esc_closes_a_dialog_and_gives_the_focus_back_to_what_opened_it()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync(Title);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        var create = await list.CreateAsync();
        await Expect(create.Title).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");
        await create.GoneAsync();
        await Expect(page.Button("Create secret key")).ToBeFocusedAsync();

        await list.ChooseAsync(Title, "Edit");
        var edit = await KeyDialog.AtAsync(page, $"Edit “{Title}”");
        await Expect(edit.Title).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await edit.GoneAsync();
        await Expect(RowMenu.Opener(list.Row(Title), Title)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Esc_and_Back_over_unsaved_text_ask_first()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var create = await (await KeyListPage.OpenAsync(page)).CreateAsync();
        await create.Title.FillAsync(Title);

        await page.Keyboard.PressAsync("Escape");
        await Expect(create.Problem).ToContainTextAsync("What you typed isn't saved");
        await Expect(create.Self.Button("Keep editing")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(create.Title).ToBeFocusedAsync();
        await Expect(create.Title).ToHaveValueAsync(Title);

        await page.EvaluateAsync("history.back()");
        await Expect(create.Problem).ToContainTextAsync("What you typed isn't saved");
        Assert.Equal("/secret-keys", page.Path());
        await create.FinishAsync("Discard text");
    }

    [Fact]
    public async Task The_skip_link_comes_first_and_leads_past_the_navigation()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        await page.GotoAsync("/secret-keys");
        await KeyListPage.AtAsync(page);
        await page.FocusArrivesAsync();
        await page.Link("ApiKeys").First.FocusAsync();

        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.Link("Skip to content")).ToBeFocusedAsync();
        await Expect(page.Link("Skip to content")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        Assert.Equal("/secret-keys", page.Path());
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Button("Create secret key").First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_stop_of_the_Tab_key_shows_where_it_is()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync(Title);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        await Expect(list.Row(Title)).ToBeVisibleAsync();
        await page.FocusArrivesAsync();
        await page.Link("ApiKeys").First.FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");

        var stops = new List<string>();
        var unmarked = new List<string>();
        for (var stop = 0; stop < 60; stop++, await page.Keyboard.PressAsync("Tab"))
        {
            var (name, width) = await FocusAsync(page);
            if (name.Length == 0 || stops.Contains(name))
            {
                break;
            }

            stops.Add(name);
            if (width < 2)
            {
                unmarked.Add(name);
            }
        }

        Assert.True(stops.Count > 25, $"Only these were reached: {string.Join("; ", stops)}");
        Assert.Empty(unmarked);
    }

    /// <summary>What has the focus, and how wide the outline around it is.</summary>
    private static async Task<(string Name, double Width)> FocusAsync(IPage page)
    {
        var focus = await page.EvaluateAsync<string[]>(
            """
            () => {
              const element = document.activeElement;
              if (!element || element === document.body) return ["", "0"];
              const { outlineStyle, outlineWidth } = getComputedStyle(element);
              const { x, y } = element.getBoundingClientRect();
              const name = `${element.tagName} ${element.ariaLabel ?? element.textContent.trim()} at ${x},${y}`;
              return [name, outlineStyle === "none" ? "0" : String(parseFloat(outlineWidth))];
            }
            """);
        return (focus[0], double.Parse(focus[1], CultureInfo.InvariantCulture));
    }
}
