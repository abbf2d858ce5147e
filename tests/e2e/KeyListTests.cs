using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class KeyListTests(BrowserFixture browsers) : Journey(browsers)
{
    private static readonly string[] Importers = [.. Enumerable.Range(1, 5).Select(number => $"Importer {number}")];
    private static readonly string[] Shops = [.. Enumerable.Range(1, 40).Select(number => $"Shop {number:00}")];

    [Fact]
    public async Task Search_filter_sort_and_page_live_in_the_address()
    {
        var (_, page) = await StartWithFortyFiveKeysAsync();
        var list = await KeyListPage.OpenAsync(page);
        await list.Column("Title").Button("Title").ClickAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title", [.. Importers, .. Shops[..15]]);

        await list.Pager.Button("Next").ClickAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&page=2", Shops[15..35]);
        await list.Pager.Button("Next").ClickAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&page=3", Shops[35..]);
        await Expect(list.Pager).ToContainTextAsync("41–45 of 45 keys");
        await page.GoBackAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&page=2", Shops[15..35]);
        await page.GoForwardAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&page=3", Shops[35..]);

        await list.Search.FillAsync("importer");
        await ShowsAsync(page, list, "/secret-keys?sort=title&q=importer", Importers);
        await list.Status("Revoked").ClickAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&q=importer&status=revoked", Importers[..2]);
        await Expect(list.Count).ToHaveTextAsync("2 of 45 keys");

        await page.ReloadAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&q=importer&status=revoked", Importers[..2]);
        var colleague = await page.Context.NewPageAsync();
        await colleague.GotoAsync(page.Url);
        await ShowsAsync(colleague, await KeyListPage.AtAsync(colleague), page.Path(), Importers[..2]);
        await page.GoBackAsync();
        await ShowsAsync(page, list, "/secret-keys?sort=title&q=importer", Importers);
    }

    [Fact]
    public async Task A_filter_that_nothing_matches_says_what_was_asked_and_clears()
    {
        var (_, page) = await StartWithFortyFiveKeysAsync();
        await page.GotoAsync("/secret-keys?q=nobody%20called%20this&status=pending");
        var list = await KeyListPage.AtAsync(page);
        await Expect(page.Heading("No key matches", 2)).ToBeVisibleAsync();
        await Expect(page.GetByText("No title or token has “nobody called this” among the keys that are Pending.")).ToBeVisibleAsync();

        await page.Button("Clear filters").ClickAsync();

        await Expect(list.Titles).ToHaveCountAsync(20);
        await Expect(list.Search).ToBeEmptyAsync();
        Assert.Equal("/secret-keys", page.Path());
    }

    [Theory]
    [InlineData("?status=nonsense&sort=colour&page=-7&q=%20", 20)]
    [InlineData("?page=many&sort=-", 20)]
    [InlineData("?page=999", 5)]
    [InlineData("?status=active,,ACTIVE,<script>&status=revoked&page=1", 20)]
    public async Task A_mangled_link_still_opens_the_list(string query, int rows)
    {
        var (_, page) = await StartWithFortyFiveKeysAsync();

        await page.GotoAsync($"/secret-keys{query}");

        await Expect((await KeyListPage.AtAsync(page)).Titles).ToHaveCountAsync(rows);
    }

    [Fact]
    public async Task Any_title_shows_as_it_was_typed_without_breaking_the_page()
    {
        string[] titles =
        [
            "x", "مفتاح المستودع", "🔑 👩‍👩‍👧‍👦 naïve", "<script>document.title='broken'</script>", "“a” & 'b' \"c\"",
            string.Concat(Enumerable.Repeat("abcdefghij", 20)), string.Concat(Enumerable.Repeat("🔐", 100)),
        ];
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync(ApiKeyType.Secret, titles);
        var page = await OpenSignedInAsync(server, Person.Olga, options => options.ViewportSize = new() { Width = 390, Height = 844 });

        await page.GotoAsync("/secret-keys?sort=title");
        var list = await KeyListPage.AtAsync(page);
        await Expect(list.Titles).ToHaveCountAsync(titles.Length);
        foreach (var title in titles)
        {
            await Expect(list.Link(title)).ToBeVisibleAsync();
        }

        await FitsAsync(page, 390);
        await page.SetViewportSizeAsync(1280, 800);
        await FitsAsync(page, 1280);
        await list.OpenKeyAsync(titles[^1]);
        await FitsAsync(page, 1280);
        Assert.DoesNotContain("broken", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "title")]
    [InlineData("201", "200 characters")]
    [InlineData("a\u202Eb", "character")]
    public async Task A_title_that_is_refused_is_said_at_its_field_and_kept(string title, string problem)
    {
        title = title == "201" ? new string('x', 201) : title;
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        var create = await list.CreateAsync();

        await create.SubmitAsync(title);

        await Expect(create.Title).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex(problem));
        await Expect(create.Title).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(create.Title).ToHaveValueAsync(title);
        await create.FinishAsync("Cancel");
        await Expect(page.Heading("No secret keys yet", 2)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_token_pasted_into_the_search_finds_its_key_and_stays_out_of_the_address()
    {
        var (server, page) = await StartWithFortyFiveKeysAsync();
        var created = await server.CreateAsync("Pasted");
        var token = created.Token!.Reveal();
        var list = await KeyListPage.OpenAsync(page);
        await Expect(list.Row("Pasted")).ToBeVisibleAsync();

        await list.Search.FillAsync(token);

        await Expect(list.Titles).ToHaveTextAsync(["Pasted"]);
        Assert.False(await BrowserTraces.HoldAsync(page, token));
        Assert.Equal($"/secret-keys?q={Uri.EscapeDataString(created.Key.Redacted)}", page.Path());
    }

    private static async Task ShowsAsync(IPage page, KeyListPage list, string address, string[] titles)
    {
        await Expect(list.Titles).ToHaveTextAsync(titles);

        // The order of the parameters says nothing.
        Assert.Equal(address.Split('?', '&').Order(), page.Path().Split('?', '&').Order());
    }

    private static async Task FitsAsync(IPage page, int width) =>
        Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));

    private async Task<(AdminServer Server, IPage Page)> StartWithFortyFiveKeysAsync()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var created = await server.CreateAsync(ApiKeyType.Secret, [.. Importers, .. Shops]);
        var requests = created.Take(2).Select(key => new RevokeApiKeyRequest { Id = key.Key.Id }).ToList();
        Assert.True((await server.Keys.RevokeAsync(requests, new Actor(await server.IdOfAsync(Person.Olga)), null, Cancelled)).Succeeded);
        return (server, await OpenSignedInAsync(server, Person.Olga));
    }
}
