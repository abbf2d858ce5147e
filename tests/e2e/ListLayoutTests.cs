using ApiKeys.E2ETests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.E2ETests;

/// <summary>Every list at every width, from a phone to a large screen.</summary>
public sealed class ListLayoutTests(BrowserFixture browsers) : Journey(browsers)
{
    private const int LeastTitle = 200;

    private static readonly string Long = string.Join(' ', Enumerable.Repeat("Warehouse synchronisation", 6));

    private static readonly string[] Titles = ["Importer", Long, new string('x', 120), "مفتاح المستودع"];

    [Fact]
    public async Task Titles_keep_200_pixels_and_nothing_leaves_its_list_at_any_width()
    {
        var (page, paths) = await StartAsync();
        List<string> faults = [];
        foreach (var (path, ready) in paths)
        {
            await page.SetViewportSizeAsync(1280, 900);
            await page.GotoAsync(path);
            await Expect(page.GetByRole(AriaRole.Main).GetByText(ready).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            Assert.NotEqual(0, await page.Locator(".table tbody th").CountAsync());
            for (var width = 320; width <= 1600; width += 40)
            {
                await page.SetViewportSizeAsync(width, 900);
                faults.AddRange((await page.EvaluateAsync<string[]>(Measure, LeastTitle)).Select(fault => $"{path} at {width}: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(40))}");
    }

    [Theory]
    [InlineData("/secret-keys", "Importer")]
    [InlineData("/publishable-keys", "Importer")]
    [InlineData("/sales-channels", "Webshop")]
    [InlineData("/workflows", "Completed")]
    public async Task A_stacked_row_is_two_lines(string path, string ready)
    {
        var (page, _) = await StartAsync();
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(path);
        await Expect(page.GetByRole(AriaRole.Main).GetByText(ready).Filter(new() { Visible = true }).First).ToBeVisibleAsync();

        var heights = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('.table tbody tr:not(:has(.execution-cause))')].map(row => row.offsetHeight)");

        // Two lines of text of 24 px, and the space around them. What failed says why on a third.
        Assert.All(heights, height => Assert.InRange(height, 40, 76));
    }

    private const string Measure = """
        least => {
          const faults = [];
          if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page scrolls sideways to ${document.documentElement.scrollWidth}`);
          for (const frame of document.querySelectorAll(".table-frame:has(table)")) {
            const edge = frame.getBoundingClientRect();
            const heads = [...frame.querySelectorAll("thead th")].filter(head => head.offsetWidth > 1 && head.closest("thead").offsetWidth > 1);
            for (const head of heads) {
              const box = head.getBoundingClientRect();
              const over = heads.find(other => other !== head && other.getBoundingClientRect().left === box.left);
              if (over) faults.push(`the headings “${head.textContent.trim()}” and “${over.textContent.trim()}” lie over each other`);
            }
            for (const cell of frame.querySelectorAll("tbody th, tbody td, tbody button:not([role])")) {
              const box = cell.getBoundingClientRect();
              if (box.width === 0) continue;
              const name = `${cell.className} “${cell.textContent.trim().slice(0, 30)}”`;
              if (box.left < edge.left || box.right > edge.right) faults.push(`${name} reaches from ${box.left} to ${box.right}, the list from ${edge.left} to ${edge.right}`);
              if (cell.tagName === "TH" && box.width < least) faults.push(`${name} has ${box.width} px`);
              if (cell.tagName !== "BUTTON" && getComputedStyle(cell).overflowX === "visible" && cell.scrollWidth > cell.clientWidth + 1) {
                faults.push(`${name} needs ${cell.scrollWidth} px of ${cell.clientWidth}`);
              }
            }
          }
          return faults;
        }
        """;

    private async Task<(IPage Page, (string Path, string Ready)[] Paths)> StartAsync()
    {
        var work = new SampleWork();
        var server = Keep(AdminServer.StartWith(Person.Olga, SampleWork.Settings, work.Register));
        await SampleWork.KillALetterAsync(server);
        await work.RunAsync(server, SampleEnding.UndoFails);
        var olga = new Actor(await server.IdOfAsync(Person.Olga));
        await server.CreateAsync(ApiKeyType.Publishable, Titles);
        var keys = await server.CreateAsync(ApiKeyType.Secret, Titles);
        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = keys[1].Key.Id, After = TimeSpan.FromHours(49), Reason = Long }, olga, null, Cancelled);
        await server.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Pending", AwaitConfirmation = true }, olga, null, Cancelled);
        await server.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Expiring", ExpiresAt = server.Clock.GetUtcNow().AddDays(6) }, olga, null, Cancelled);
        foreach (var name in new[] { "Webshop", Long })
        {
            await server.Services.GetRequiredService<ISalesChannelModuleService>().CreateAsync(
                new CreateSalesChannelRequest { Name = name, Description = Long }, olga, null, Cancelled);
        }

        for (var call = 0; call < 3; call++)
        {
            await server.AuthenticateAsync(keys[0].Token!.Reveal());
        }

        var page = await OpenSignedInAsync(server, Person.Olga);
        return (page,
        [
            ("/", "Latest activity"),
            ("/secret-keys", "Importer"),
            ("/publishable-keys", "Importer"),
            ("/sales-channels", "Webshop"),
            ("/activity", "Revocation scheduled"),
            ("/workflows", "Completed"),
            ("/workflows/background", SampleWork.Job),
            ($"/keys/{keys[0].Key.Id}", "Workflow executions"),
        ]);
    }
}
