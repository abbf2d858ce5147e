using System.Net;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.Sqlite;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>A store that is away, full, locked or read-only is said so, with whether anything was changed.</summary>
public sealed partial class StoreAwayTests : IDisposable
{
    private const string Keys = "/admin/api-keys";

    private readonly StoreFaults _faults = new();
    private readonly AdminApplication _app;

    public StoreAwayTests() => _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "100000", ["Account:SignInTries"] = "100", ["Http:CallsPerMinute"] = "100000" },
        services => services
            .ConfigureDbContext<SqliteApiKeysDbContext>(options => options.AddInterceptors(_faults))
            .ConfigureDbContext<SqliteAdminDbContext>(options => options.AddInterceptors(_faults)));

    public static TheoryData<string> Changes => ["create", "revoke", "roll", "link", "delete channel"];

    public void Dispose() => _app.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Change_that_fails_at_any_point_says_truly_whether_it_took_effect(string change)
    {
        var owner = await ApiClient.SignInAsync(_app);
        var outcomes = new List<string?>();
        for (var at = 0; ; at++)
        {
            var (path, body) = await ArrangeAsync(owner, change, at);
            var before = await StateAsync();
            _faults.StaysAway = true;
            _faults.Arm(StoreFaults.Full, at);
            var answer = await owner.SendAsync(Request(change, path, body, $"call-{change}-{at}"));
            var struck = _faults.HasStruck;
            _faults.Heal();
            if (!struck)
            {
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                break;
            }

            outcomes.Add((string?)answer.Body["outcome"]);
            if (answer.Status == HttpStatusCode.OK)
            {
                continue;
            }

            Assert.Equal((at, HttpStatusCode.ServiceUnavailable, "store_full"), (at, answer.Status, (string?)answer.Body["code"]));
            if (outcomes[^1] == "unchanged")
            {
                Assert.Contains("Nothing was changed.", answer.Message, StringComparison.Ordinal);
                Assert.Equal(before, await StateAsync());
            }
        }

        Assert.Contains("unchanged", outcomes);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Repeat_with_the_same_key_tells_an_outcome_that_was_not_known(string change)
    {
        var owner = await ApiClient.SignInAsync(_app);
        (_faults.CountsCommits, _faults.StaysAway) = (true, true);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var (path, body) = await ArrangeAsync(owner, change, attempt);
            _faults.LosesAnswers = true;
            _faults.Arm(StoreFaults.ConnectionLost, at: 0);
            var answer = await owner.SendAsync(Request(change, path, body, $"call-{change}-{attempt}"));
            _faults.Heal();

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "store_unavailable"), (answer.Status, (string?)answer.Body["code"]));
            Assert.NotNull(answer.Headers.RetryAfter);
            if ((string?)answer.Body["outcome"] == "unchanged")
            {
                // A background service committed first.
                continue;
            }

            Assert.Contains("The outcome is not known: repeat the request with the same Idempotency-Key.", answer.Message, StringComparison.Ordinal);
            var taken = await StateAsync();
            var repeated = await owner.SendAsync(Request(change, path, body, $"call-{change}-{attempt}"));
            Assert.Equal((HttpStatusCode.OK, taken), (repeated.Status, await StateAsync()));
            return;
        }

        Assert.Fail("No commit of the request was struck.");
    }

    [Fact]
    public async Task No_route_or_page_answers_500_while_the_store_is_away()
    {
        var (owner, dashboard, stranger) = (await ApiClient.SignInAsync(_app), await _app.OpenSignedInAsync(), _app.Open());
        var key = await owner.CreateAsync();
        var form = AdminApplicationClient.Form(await stranger.PageAsync("/sign-in"), "sign-in");
        Func<Exception>[] failures = [StoreFaults.ConnectionLost, StoreFaults.Locked, StoreFaults.Full, StoreFaults.NoSuchHost, () => StoreFaults.SqlServer(0, 20)];
        var bad = new List<string>();
        var unavailable = 0;
        foreach (var failure in failures)
        {
            _faults.Arm(failure);
            foreach (var (route, method) in Routes().SelectMany(route => Methods(route).Select(method => (route, method))))
            {
                var path = Parameter().Replace(Pattern(route), (string)key["id"]!);
                foreach (var client in new[] { owner.Http, dashboard.Http, stranger.Http })
                {
                    using var request = new HttpRequestMessage(method, path);
                    using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                    await NoteAsync($"{method} {path}", response);
                }
            }

            using var signIn = await stranger.SendAsync(form, ("Email", AdminApplication.OwnerEmail), ("Password", AdminApplication.OwnerPassword));
            await NoteAsync("POST /sign-in with its form", signIn);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, signIn.StatusCode);
            _faults.Heal();
        }

        Assert.Empty(bad);
        Assert.NotEqual(0, unavailable);

        async Task NoteAsync(string what, HttpResponseMessage response)
        {
            if (response.StatusCode == HttpStatusCode.InternalServerError)
            {
                bad.Add($"{what}: 500");
            }
            else if (response.StatusCode == HttpStatusCode.ServiceUnavailable && !what.Contains("/health/ready", StringComparison.Ordinal))
            {
                unavailable++;
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if (response.Headers.RetryAfter is null || (what.StartsWith("POST /admin", StringComparison.Ordinal) && !text.Contains("store_", StringComparison.Ordinal)))
                {
                    bad.Add($"{what}: {text}");
                }
            }
        }
    }

    [Fact]
    public async Task Sign_in_page_says_that_the_database_can_not_be_reached()
    {
        var browser = _app.Open();
        var form = AdminApplicationClient.Form(await browser.PageAsync("/sign-in"), "sign-in");
        _faults.Arm(StoreFaults.ConnectionLost);

        using var response = await browser.SendAsync(form, ("Email", AdminApplication.OwnerEmail), ("Password", AdminApplication.OwnerPassword));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Contains("The database can't be reached. Nothing was changed.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_is_a_line_in_the_log_and_no_stack()
    {
        var owner = await ApiClient.SignInAsync(_app);
        _app.Logs.Clear();
        _faults.Arm(StoreFaults.Full);

        await owner.PostAsync(Keys, new { title = "A", type = "secret" });
        using var page = await (await OpenAsync()).GetAsync("/account");

        var lines = _app.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Warning).ToList();
        Assert.Contains(lines, record => record.Id.Id == 3201 && record.Message.Contains("The store is full. SqliteException", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, record => (record.Message + record.Exception).Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_that_another_process_has_locked_is_said_and_nothing_is_changed()
    {
        var owner = await ApiClient.SignInAsync(_app);
        (_faults.IsImpatient, _faults.OnOpen) = (true, "PRAGMA busy_timeout = 1");
        using var other = new SqliteConnection($"{_app.ConnectionString};Pooling=False");
        other.Open();
        using (var command = other.CreateCommand())
        {
            command.CommandText = "BEGIN EXCLUSIVE";
            command.ExecuteNonQuery();
        }

        var answer = await owner.PostAsync(Keys, new { title = "A", type = "secret" });

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "store_unavailable", "unchanged"), (answer.Status, (string?)answer.Body["code"], (string?)answer.Body["outcome"]));
        other.Close();
        Assert.Equal(0, (int)(await owner.GetAsync(Keys)).Body["count"]!);
    }

    [Theory]
    [InlineData("PRAGMA query_only = 1", "store_read_only")]
    [InlineData("PRAGMA max_page_count = 1", "store_full")]
    public async Task File_that_takes_no_writes_is_said_and_can_still_be_read(string pragma, string code)
    {
        var owner = await ApiClient.SignInAsync(_app);
        var title = new string('x', 200);
        _faults.OnOpen = pragma;

        // A full file still has room in its pages.
        ApiAnswer answer;
        do
        {
            answer = await owner.PostAsync(Keys, new { title, type = "secret", description = new string('y', 1000) });
        }
        while (answer.Status == HttpStatusCode.OK);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, code, "unchanged"), (answer.Status, (string?)answer.Body["code"], (string?)answer.Body["outcome"]));
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(Keys)).Status);
    }

    private static HttpRequestMessage Request(string change, string path, object body, string key)
    {
        var request = change is "delete" or "delete channel"
            ? new HttpRequestMessage(HttpMethod.Delete, path)
            : new HttpRequestMessage(HttpMethod.Post, path) { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key.Replace(' ', '-'));
        return request;
    }

    private static async Task<(string Path, object Body)> ArrangeAsync(ApiClient owner, string change, int at)
    {
        if (change is "create")
        {
            return (Keys, new { title = $"New {at}", type = "secret" });
        }

        if (change is "create channel")
        {
            return ("/admin/sales-channels", new { name = $"New {at}" });
        }

        if (change.EndsWith("channel", StringComparison.Ordinal))
        {
            var channel = (await owner.PostAsync("/admin/sales-channels", new { name = $"Channel {at}" })).Body["sales_channel"]!;
            return ($"/admin/sales-channels/{channel["id"]}", new { name = $"Renamed {at}" });
        }

        var key = await owner.CreateAsync($"Key {at}", change == "link" ? "publishable" : "secret");
        var path = $"{Keys}/{key["id"]}";
        switch (change)
        {
            case "update":
                return (path, new { title = $"Renamed {at}" });
            case "revoke":
                return ($"{path}/revoke", new { });
            case "revoke several":
                return ($"{Keys}/revoke", new { ids = new[] { (string)key["id"]! } });
            case "roll":
                return ($"{path}/roll", new { });
            case "delete":
                Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync($"{path}/revoke")).Status);
                return (path, new { });
            default:
                var channel = (await owner.PostAsync("/admin/sales-channels", new { name = $"Channel {at}" })).Body["sales_channel"]!;
                return ($"{path}/sales-channels", new { add = new[] { (string)channel["id"]! } });
        }
    }

    // Everything that a change can change; not what the nodes write about themselves.
    private async Task<string> StateAsync()
    {
        await using var connection = new SqliteConnection($"{_app.ConnectionString};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var state = new List<string>();
        foreach (var table in new[] { "apikeys_keys", "apikeys_sales_channels", "apikeys_key_sales_channels", "apikeys_events" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY 1, 2";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                reader.GetValues(values);
                state.Add(table + string.Join('|', values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)));
            }
        }

        return string.Join('\n', state);
    }

    private async Task<AdminApplicationClient> OpenAsync()
    {
        var failure = _faults.Failure;
        _faults.Failure = null;
        var client = await _app.OpenSignedInAsync();
        _faults.Failure = failure;
        return client;
    }

    private IEnumerable<RouteEndpoint> Routes() => _app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText?.TrimStart('/');

    private static IEnumerable<HttpMethod> Methods(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(method => new HttpMethod(method));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
