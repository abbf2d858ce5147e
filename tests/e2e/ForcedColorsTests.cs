using System.Net;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using ApiKeys.Keys.Link;

namespace ApiKeys.E2ETests;

/// <summary>With the system's forced colours, as in a contrast theme of Windows, nothing that colour shows may be lost.</summary>
public sealed class ForcedColorsTests(BrowserFixture browsers) : Journey(browsers)
{
    private static readonly ApiKeyCaller Worker = new(IPAddress.Parse("203.0.113.7"), "worker/1.0", "/orders");

    [Fact]
    public async Task What_is_chosen_differs_from_what_is_not()
    {
        var page = await StartAsync();
        await page.GotoAsync("/secret-keys?status=active");
        await KeyListPage.AtAsync(page);
        var filters = page.GetByRole(AriaRole.Group, new() { Name = "Status" });
        var navigation = page.GetByRole(AriaRole.Navigation, new() { Name = "Main" });
        var theme = page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Group, new() { Name = "Theme" });

        await DifferAsync(filters.Button("Active"), filters.Button("Revoked"));
        await DifferAsync(navigation.Link("Secret keys"), navigation.Link("Publishable keys"));
        await DifferAsync(theme.Locator("[aria-pressed=true]"), theme.Locator("[aria-pressed=false]").First);
        await page.GotoAsync("/workflows?since=day");
        await DifferAsync(page.Locator(".filter-select.is-set select").First, page.Locator(".filter-select:not(.is-set) select").First);
    }

    [Fact]
    public async Task Bars_of_a_chart_and_its_legend_are_seen()
    {
        var page = await StartAsync();
        await (await KeyListPage.OpenAsync(page)).OpenKeyAsync("Importer");
        await Expect(page.Locator(".use-bar").First).ToBeVisibleAsync();
        var surface = (await PaintsOfAsync(page.Locator(".use-chart-axis").First))[0];

        foreach (var mark in new[] { ".use-bar.use-bar-accepted", ".use-key.use-bar-accepted", ".use-key.use-bar-refused" })
        {
            Assert.NotEqual([surface], await PaintsOfAsync(page.Locator(mark).First));
        }
    }

    private static async Task DifferAsync(ILocator chosen, ILocator other)
    {
        await Expect(chosen).ToBeVisibleAsync();
        Assert.NotEqual((await PaintsOfAsync(other))[0], (await PaintsOfAsync(chosen))[0]);
    }

    /// <summary>The colours that the element is painted in, as a person sees it, the one of the largest share first.</summary>
    private static async Task<string[]> PaintsOfAsync(ILocator element)
    {
        var image = Convert.ToBase64String(await element.ScreenshotAsync());
        return await element.EvaluateAsync<string[]>(
            """
            async (_, image) => {
              const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(image), (byte) => byte.charCodeAt(0))]));
              const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
              canvas.drawImage(bitmap, 0, 0);
              const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
              const counts = new Map();
              for (let at = 0; at < data.length; at += 4) {
                const colour = data.slice(at, at + 3).join();
                counts.set(colour, (counts.get(colour) ?? 0) + 1);
              }
              return [...counts].sort((one, two) => two[1] - one[1]).map(([colour]) => colour);
            }
            """,
            image);
    }

    private async Task<IPage> StartAsync()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var key = await server.CreateAsync("Importer");
        await server.Keys.AuthenticateAsync(key.Token!.Reveal(), ApiKeyType.Secret, Worker, Cancelled);
        return await OpenSignedInAsync(server, Person.Olga, options =>
        {
            options.ForcedColors = ForcedColors.Active;
            options.ViewportSize = new() { Width = 1280, Height = 900 };
        });
    }
}
