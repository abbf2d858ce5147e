using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Invite;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Exports;

public sealed class ExportRouteTests : IAsyncLifetime
{
    private readonly StoreFaults _faults = new();
    private readonly AdminApplication _app;
    private string _caller = "";

    public ExportRouteTests() => _app = AdminApplication.WithOwner(services: services =>
        services.ConfigureDbContext<ApiKeys.Sqlite.SqliteApiKeysDbContext>(options => options.AddInterceptors(_faults)));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Keys_are_exported_as_csv_with_their_redacted_token_only()
    {
        var owner = await ApiClient.SignInAsync(_app);
        var secret = await owner.CreateAsync("=HYPERLINK(\"x\")");
        await owner.CreateAsync("Storefront", "publishable");

        using var response = await owner.Http.GetAsync("/admin/api-keys/export?format=csv&type=secret", Cancelled);
        var bytes = await response.Content.ReadAsByteArrayAsync(Cancelled);
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Matches(@"^attachment; filename=secret-keys-\d{4}-\d{2}-\d{2}\.csv$", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = text[1..].TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("id,title,type,status,redacted,description,scopes,sales_channels,owned_by,owner_name,created_at,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{secret["id"]},\"'=HYPERLINK(\"\"x\"\")\",secret,active,{secret["redacted"]},", lines[1], StringComparison.Ordinal);
        Assert.Contains($",{AdminApplication.OwnerName},", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain((string)secret["token"]!, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_rows_than_a_page_are_exported_once_each()
    {
        var owner = await ApiClient.SignInAsync(_app);
        foreach (var shops in Enumerable.Range(0, 1100).Chunk(550))
        {
            await _app.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
                [.. shops.Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = $"Shop {i}" })], Actor.System, null, Cancelled);
        }

        var keys = (await JsonAsync(owner.Http, "/admin/api-keys/export?q=shop"))["api_keys"]!.AsArray();
        var events = (await JsonAsync(owner.Http, "/admin/audit-events/export?action=created&q=shop"))["events"]!.AsArray();

        Assert.Equal(Enumerable.Range(0, 1100).Reverse().Select(i => $"Shop {i}"), keys.Select(key => (string)key!["title"]!));
        Assert.Equal(keys.Select(key => (string)key!["id"]!), events.Select(change => (string)change!["subject_id"]!));
        Assert.All(keys, key => Assert.Contains('…', (string)key!["redacted"]!));
    }

    [Fact]
    public async Task Failure_after_the_first_rows_cuts_the_connection()
    {
        var owner = await ApiClient.SignInAsync(_app);

        // Far more than the connection takes before it is read.
        var title = new string('k', TextRules.TitleMaxLength);
        await _app.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            [.. Enumerable.Range(0, 600).Select(_ => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title })], Actor.System, null, Cancelled);

        using var response = await owner.Http.GetAsync("/admin/api-keys/export?format=csv", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        _faults.Failure = () => new IOException("The disk is gone.");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Cancelled));
        _faults.Failure = null;
    }

    [Fact]
    public async Task Failure_before_the_first_rows_is_an_error_and_no_file()
    {
        var owner = await ApiClient.SignInAsync(_app);
        await owner.CreateAsync("Key");
        _faults.Failure = () => new Microsoft.Data.Sqlite.SqliteException("database is locked", 5);

        var answer = await owner.GetAsync("/admin/api-keys/export");

        _faults.Failure = null;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unknown_error"), (answer.Status, answer.Type));
    }

    [Theory]
    [InlineData(AdminRoles.Viewer)]
    [InlineData(AdminRoles.Manager)]
    public async Task Dashboard_exports_what_its_filters_find_for_every_role(string role)
    {
        var owner = await ApiClient.SignInAsync(_app);
        await owner.CreateAsync("Importer");
        await owner.CreateAsync("Till");
        await _app.AddPersonAsync("sam@example.com", role);
        var browser = await _app.OpenSignedInAsync("sam@example.com");

        var keys = await JsonAsync(browser.Http, "/secret-keys/export?q=import&status=active&page=7&sort=title");
        var events = await JsonAsync(browser.Http, "/activity/export?q=till&action=created");

        Assert.Equal("Importer", (string)Assert.Single(keys["api_keys"]!.AsArray())!["title"]!);
        Assert.Equal("Till", (string)Assert.Single(events["events"]!.AsArray())!["subject_title"]!);
        Assert.Empty((await JsonAsync(browser.Http, "/publishable-keys/export"))["api_keys"]!.AsArray());
    }

    [Theory]
    [InlineData(AdminRoles.Owner, true)]
    [InlineData(AdminRoles.Manager, false)]
    public async Task Address_of_an_invitation_is_exported_and_found_for_owners_only(string role, bool found)
    {
        const string address = "mara.secret@example.com";
        var owner = await _app.AddPersonAsync("owner@example.com", AdminRoles.Owner);
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var invited = await scope.ServiceProvider.GetRequiredService<TeamService>().InviteAsync(
                new(address, AdminRoles.Viewer, InviteRequest.DefaultLifetime), new OperationCall(new Actor(owner), null, Cancelled));
            Assert.True(invited.Succeeded);
        }

        await _app.AddPersonAsync("sam@example.com", role);
        var browser = await _app.OpenSignedInAsync("sam@example.com");

        var all = await JsonAsync(browser.Http, "/activity/export?action=invited");
        var searched = await JsonAsync(browser.Http, "/activity/export?q=mara");

        Assert.Equal(found ? address : HiddenPeople.InvitedPerson, (string)Assert.Single(all["events"]!.AsArray())!["subject_title"]!);
        Assert.Equal(found, all.ToJsonString().Contains(address, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(found ? 1 : 0, searched["events"]!.AsArray().Count);
    }

    [Fact]
    public async Task Dashboard_exports_nothing_to_a_stranger()
    {
        var stranger = _app.Open();

        foreach (var path in new[] { "/secret-keys/export", "/publishable-keys/export?format=csv", "/activity/export" })
        {
            using var response = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.Found, response.StatusCode);
            Assert.StartsWith("/sign-in", stranger.Target(response)!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("keys:read", false)]
    [InlineData("keys:read users:read", true)]
    public async Task Api_key_reads_the_names_of_people_only_with_the_scope_for_users(string scopes, bool named)
    {
        var owner = await ApiClient.SignInAsync(_app);
        await owner.CreateAsync("Importer");
        var caller = await KeyClientAsync(scopes.Split(' '));

        var text = (await JsonAsync(caller, "/admin/api-keys/export?q=importer")).ToJsonString();

        Assert.Equal(named, text.Contains(AdminApplication.OwnerName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Api_key_that_is_revoked_meanwhile_gets_no_further_page()
    {
        await _app.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            [.. Enumerable.Range(0, 600).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"Key {i}" })], Actor.System, null, Cancelled);
        var caller = await KeyClientAsync(["keys:read"]);

        using var response = await caller.GetAsync("/admin/api-keys/export?format=csv", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await _app.Services.GetRequiredService<IApiKeyModuleService>().RevokeAsync(new RevokeApiKeyRequest { Id = _caller }, Actor.System, null, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Third_export_of_a_caller_at_the_same_time_is_refused()
    {
        await _app.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            [.. Enumerable.Range(0, 600).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"Key {i}" })], Actor.System, null, Cancelled);
        var owner = await ApiClient.SignInAsync(_app);

        var first = await owner.Http.GetAsync("/admin/api-keys/export", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        var second = await owner.Http.GetAsync("/admin/audit-events/export", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var third = await owner.Http.GetAsync("/admin/api-keys/export", Cancelled);
        first.Dispose();
        second.Dispose();

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    private async Task<HttpClient> KeyClientAsync(string[] scopes)
    {
        var created = await _app.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Caller", Scopes = scopes }, Actor.System, null, Cancelled);
        _caller = created.Value!.Key.Id;
        var client = _app.CreateDefaultClient();
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{created.Value.Token!.Reveal()}:")));
        return client;
    }

    private static async Task<JsonNode> JsonAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(path, Cancelled);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
    }
}
