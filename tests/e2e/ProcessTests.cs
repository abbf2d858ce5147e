using System.Net;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using Microsoft.Data.Sqlite;

namespace ApiKeys.E2ETests;

public sealed class ProcessTests(BrowserFixture browsers) : Journey(browsers)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-e2e-");

    [Fact]
    public async Task The_published_product_serves_from_any_folder_and_survives_being_killed_while_it_creates_keys()
    {
        Watch.ExpectLostConnection();
        var data = Path.Combine(_folder.FullName, "new", "keys.db");
        var app = Path.Combine(_folder.FullName, "app");
        await AdminProcess.PublishAsync(app);

        string token;
        await using (var admin = await AdminProcess.StartAsync(app, data, _folder.FullName))
        {
            await ServesAsync(admin);
            var page = await OpenAsync(admin.Address);
            await page.GotoAsync("/");
            await (await SetupPage.AtAsync(page)).SubmitAsync(admin.SetupCode, Person.Olga);
            await OverviewPage.AtAsync(page);
            token = await CreateAsync(page, "Acknowledged");
            await KillWhileCreatingAsync(admin, page);
        }

        await using var again = await AdminProcess.StartAsync(app, data, _folder.FullName);
        Assert.Empty(again.SetupCode);
        Assert.Equal(["ok"], await AskAsync(data, "pragma integrity_check"));
        var after = await OpenAsync(again.Address);
        await SignInAsync(after, Person.Olga);
        await (await CheckPage.OpenAsync(after)).SaysAsync(token, "Valid");
        Assert.Empty(await AskAsync(data, "select title from apikeys_keys where title like 'Unacknowledged%' and activated_at is not null"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again, "/health/ready"));
    }

    protected override void CleanUp() => _folder.Delete(recursive: true);

    private static async Task ServesAsync(AdminProcess admin)
    {
        Assert.EndsWith("/setup", admin.SetupAddress, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(admin, "/health"));
        using var http = new HttpClient();
        foreach (var file in new[] { "css/tokens.css", "ApiKeys.Admin.styles.css", "_content/MudBlazor/MudBlazor.min.css", "_framework/blazor.web.js" })
        {
            Assert.NotEmpty(await http.GetByteArrayAsync(new Uri($"{admin.Address}/{file}"), Cancelled));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(AdminProcess admin, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(admin.Address + path), Cancelled);
        return response.StatusCode;
    }

    private static async Task<string> CreateAsync(IPage page, string title)
    {
        var list = await KeyListPage.OpenAsync(page);
        var reveal = await (await list.CreateAsync()).CreateSecretAsync(title);
        var token = await reveal.TokenAsync();
        await reveal.ConfirmAsync();
        return token;
    }

    /// <summary>Several tabs ask for a key at the same time, and the process ends before any can have its answer read.</summary>
    private static async Task KillWhileCreatingAsync(AdminProcess admin, IPage page)
    {
        var dialogs = new List<CreateKeyDialog>();
        for (var number = 0; number < 3; number++)
        {
            var tab = await page.Context.NewPageAsync();
            await tab.GotoAsync("/secret-keys");
            var dialog = await (await KeyListPage.AtAsync(tab)).CreateAsync();
            await dialog.Title.FillAsync($"Unacknowledged {number}");
            dialogs.Add(dialog);
        }

        await Task.WhenAll(dialogs.Select(dialog => dialog.PressAsync("Create key")));
        await admin.KillAsync();
        foreach (var tab in page.Context.Pages.ToList())
        {
            await tab.CloseAsync();
        }
    }

    private static async Task<List<string>> AskAsync(string file, string question)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The questions are this test's own.
        command.CommandText = question;
#pragma warning restore CA2100
        var answers = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        while (await reader.ReadAsync(Cancelled))
        {
            answers.Add(reader.GetString(0));
        }

        return answers;
    }
}
