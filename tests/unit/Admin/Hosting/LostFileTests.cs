using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Hosting;

/// <summary>A SQLite file that is moved away or replaced under a running server takes no change that is then lost.</summary>
public sealed class LostFileTests : IDisposable
{
    private const string Keys = "/admin/api-keys";
    private const string Words = "The database file was moved away or replaced. Nothing was changed.";

    private readonly AdminApplication _app = AdminApplication.WithOwner();

    public LostFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere an open file can't be moved, or nobody looks.");

    private string Away => _app.DatabaseFile + ".away";

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task File_that_was_moved_away_takes_no_change_until_it_is_back()
    {
        var owner = await ApiClient.SignInAsync(_app);
        await owner.CreateAsync("Before");

        File.Move(_app.DatabaseFile, Away);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => owner.PostAsync(Keys, new { title = $"Lost {number}", type = "secret" })));

        Assert.All(answers, AssertRefused);
        Assert.False(File.Exists(_app.DatabaseFile));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The database file was moved away or replaced."), await HealthAsync());

        File.Move(Away, _app.DatabaseFile);
        await owner.CreateAsync("After");
        Assert.Equal(["After", "Before"], Titles(_app.DatabaseFile));
    }

    [Fact]
    public async Task File_that_was_replaced_takes_no_change()
    {
        var owner = await ApiClient.SignInAsync(_app);
        await owner.CreateAsync("Before");

        File.Move(_app.DatabaseFile, Away);
        File.Copy(Away, _app.DatabaseFile);
        var size = new FileInfo(_app.DatabaseFile).Length;
        var answer = await owner.PostAsync(Keys, new { title = "Lost", type = "secret" });

        AssertRefused(answer);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await HealthAsync()).Status);
        Assert.Equal(size, new FileInfo(_app.DatabaseFile).Length);
    }

    [Fact]
    public async Task File_that_was_moved_away_lets_nobody_sign_in()
    {
        var browser = _app.Open();
        var form = AdminApplicationClient.Form(await browser.PageAsync("/sign-in"), "sign-in");

        File.Move(_app.DatabaseFile, Away);
        using var response = await browser.SendAsync(form, ("Email", AdminApplication.OwnerEmail), ("Password", AdminApplication.OwnerPassword));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(Words, (await AdminApplicationClient.ReadAsync(response)).Body!.TextContent, StringComparison.Ordinal);
        File.Move(Away, _app.DatabaseFile);
    }

    [Fact]
    public async Task Log_that_was_deleted_takes_no_change_until_a_restart_which_loses_nothing()
    {
        var owner = await ApiClient.SignInAsync(_app);
        await owner.CreateAsync("Before");

        File.Delete(_app.DatabaseFile + "-wal");
        var refused = await owner.PostAsync(Keys, new { title = "Lost", type = "secret" });
        var again = await owner.PostAsync(Keys, new { title = "Lost", type = "secret" });

        AssertRefused(refused);
        AssertRefused(again);
        await _app.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHost>().StopAsync(TestContext.Current.CancellationToken);
        using (var connection = new SqliteConnection(_app.ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        Assert.Equal(["Before"], Titles(_app.DatabaseFile));
    }

    private static void AssertRefused(ApiAnswer answer)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store_unavailable", "unchanged"), (answer.Status, (string?)answer.Body["code"], (string?)answer.Body["outcome"]));
        Assert.StartsWith(Words, answer.Message, StringComparison.Ordinal);
    }

    private static List<string> Titles(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT title FROM apikeys_keys ORDER BY title";
        using var reader = command.ExecuteReader();
        var titles = new List<string>();
        while (reader.Read())
        {
            titles.Add(reader.GetString(0));
        }

        return titles;
    }

    private async Task<(HttpStatusCode Status, string? Description)> HealthAsync()
    {
        using var response = await _app.Open().GetAsync("/health/ready");
        var report = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (response.StatusCode, report.GetProperty("checks").GetProperty("writes").GetProperty("description").GetString());
    }
}
