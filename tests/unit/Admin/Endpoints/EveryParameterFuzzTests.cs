using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>
/// Every parameter of every route and page with values that break parsers, in paths, queries, forms, JSON and headers. No answer is a failure of the server, and none
/// is logged. The cases are a fixed walk through all combinations; <c>APIKEYS_FUZZ_CASES</c> makes it longer.
/// </summary>
public sealed partial class EveryParameterFuzzTests : IAsyncLifetime
{
    private const int FreshKeysEach = 50;

    private static readonly string[] Values =
    [
        "", " ", "\t\n", "\0", "a\0b", "\uFFFE", "a\uFFFFb", "\uFDD0", "\U0001FFFE", "\U0010FFFF", "\uD800", "\u202E", "\u2028", "\uFEFF", "\u0378", "e\u0301", "ß", "İı", "👩‍👩‍👧",
        "-1", "0", "1e999", "-1e999", "NaN", "Infinity", "99999999999999999999", "1.5", "2147483648", "9223372036854775808", "0x10",
        "2026-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999999-14:00", "2026-02-30T00:00:00Z", "true", "null", "undefined", "{}", "[]", "[[]]", "{\"a\":\"\\udfff\"}",
        "'; DROP TABLE apikeys_keys; --", "%", "%00", "%ff", "%ed%a0%80", "../../etc/passwd", "..%2f", "\\", "/", "//evil.example", "$where", "__proto__", "*", "+a,-b,*c,d.*", "sk_shop_x",
        "sk_" + "shop_0123456789012345678901234567890123456789012345678", "<script>alert(1)</script>", "\"quoted\"", "W/\"weak\"", "a=b; c=d", "Basic x", "Bearer \uFFFE", "gzip", "application/json; charset=utf-16",
        new string('x', 5_000), new string('[', 300), string.Concat(Enumerable.Repeat("🔑", 200)),
    ];

    private static readonly string[] QueryNames =
    [
        "q", "id", "title", "token", "type", "created_at", "revoked_at", "deleted_at", "with_deleted", "limit", "offset", "order", "fields", "name", "description", "is_disabled",
        "publishable_key_id", "location_id", "$and", "$or", "revoke_in", "returnUrl", "status", "sort", "page", "expires", "state", "workflow", "by", "since", "run", "action", "key", "execution", "",
    ];

    private static readonly string[] QueryForms = ["", "[]", "[0]", "[a]", "[$gte]", "[$in][]", "[0][q]", "[0][$or][0][title]", "[", "]["];

    private static readonly string[] BodyNames =
    [
        "title", "type", "description", "scopes", "expires_at", "confirm", "revoke_in", "ids", "add", "remove", "name", "is_disabled", "metadata", "token", "scope", "email", "password", "0", "",
        "_handler", "Input.Email", "Input.Password", "Input.Name", "Input.Code", "NameInput.Name", "PasswordInput.CurrentPassword", "PasswordInput.NewPassword", "__RequestVerificationToken",
    ];

    private static readonly string[] Headers =
    [
        "If-Match", "If-None-Match", "Idempotency-Key", "Content-Type", "Content-Encoding", "Authorization", "X-Api-Key", "X-Publishable-Api-Key", "Cookie", "Origin", "User-Agent",
        "X-Forwarded-For", "X-Forwarded-Proto", "Accept", "Accept-Language", "Range", "Referer", "x-medusa-locale", "Access-Control-Request-Headers",
    ];

    private static readonly string[] Handlers = ["sign-in", "setup", "name", "password"];

    private readonly AdminApplication _app = AdminApplication.WithOwner(
        new Dictionary<string, string?>
        {
            ["Account:PostsPerMinute"] = "100000",
            ["Account:SignInTries"] = "100",
            ["Http:CallsPerMinute"] = "1000000",
        },
        AdminApplication.KeepCircuits);

    private ApiClient _api = default!;
    private AdminApplicationClient _pages = default!;
    private string _formToken = "";
    private (string Secret, string Publishable, string Channel) _ids;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiClient.SignInAsync(_app);
        _pages = await _app.OpenSignedInAsync();
        _formToken = (await _pages.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task No_parameter_of_any_route_or_page_makes_the_server_fail()
    {
        var cases = Cases().ToList();
        var wanted = int.Parse(Environment.GetEnvironmentVariable("APIKEYS_FUZZ_CASES") ?? "1500", CultureInfo.InvariantCulture);
        var stride = Math.Max(1, cases.Count / wanted) | 1;
        var failures = new List<string>();
        var sent = 0;
        for (var index = 0; index < cases.Count; index += stride)
        {
            if (sent++ % FreshKeysEach == 0)
            {
                await MakeKeysAsync();
            }

            var (route, method, place, name, value) = cases[index];
            using var request = Request(route, method, place, name, value);
            HttpResponseMessage response;
            try
            {
                response = await (IsApi(route) ? _api.Http : _pages.Http).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            }
            catch (InvalidOperationException) when (place == Place.Path)
            {
                // The test server decodes the path itself and throws where Kestrel answers with 400.
                continue;
            }

            var errors = _app.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Error).Select(record => $"{record.Message} {record.Exception}").ToList();
            if ((int)response.StatusCode >= 500 || errors.Count > 0)
            {
                failures.Add($"{method} {route} {place} {name}={JsonSerializer.Serialize(value)}: {(int)response.StatusCode} {string.Join('\n', errors)}");
            }

            _app.Logs.Clear();
            response.Dispose();
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} of {cases.Count} cases, {failures.Count} failures");
        Assert.True(failures.Count == 0, $"{failures.Count} of {sent}:\n" + string.Join('\n', failures.Take(20)));
        Assert.True(cases.Select(one => one.Route).Distinct().Count() > 40);
    }

    private static bool IsApi(string route) =>
        route.StartsWith("/admin", StringComparison.Ordinal) || route.StartsWith("/auth", StringComparison.Ordinal)
        || route.StartsWith("/store", StringComparison.Ordinal) || route.StartsWith("/api-keys", StringComparison.Ordinal)
        || route.StartsWith("/account/sign-out", StringComparison.Ordinal);

    private IEnumerable<(string Route, string Method, Place Place, string Name, string Value)> Cases()
    {
        foreach (var (route, method) in Routes())
        {
            var isChange = method is not ("GET" or "HEAD");
            IEnumerable<(Place Place, string Name)> parameters =
            [
                .. route.Contains('{', StringComparison.Ordinal) ? new[] { (Place.Path, "") } : [],
                .. QueryNames.SelectMany(name => QueryForms.Select(form => (Place.Query, name + form))),
                .. isChange ? BodyNames.SelectMany(name => new[] { (Place.Json, name), (Place.JsonList, name), (Place.Form, name) }) : [],
                .. Headers.Select(name => (Place.Header, name)),
            ];
            foreach (var (place, name) in parameters)
            {
                foreach (var value in Values)
                {
                    yield return (route, method, place, name, value);
                }
            }
        }
    }

    // Not a circuit's own connection, which waits for messages for as long as it is open.
    private IEnumerable<(string Route, string Method)> Routes() => _app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        .SelectMany(endpoint => Methods(endpoint).Select(method => (Route: "/" + endpoint.RoutePattern.RawText?.TrimStart('/'), Method: method)))
        .Where(route => !route.Route.Contains("_blazor", StringComparison.Ordinal) || route.Route.EndsWith("/negotiate", StringComparison.Ordinal))
        .Distinct();

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"];

    private HttpRequestMessage Request(string route, string method, Place place, string name, string value)
    {
        var id = place == Place.Path ? Uri.EscapeDataString(value)
            : route.Contains("channel", StringComparison.Ordinal) && !route.Contains("api-keys", StringComparison.Ordinal) ? _ids.Channel
            : route.EndsWith("/sales-channels", StringComparison.Ordinal) ? _ids.Publishable
            : _ids.Secret;
        var path = Parameter().Replace(route, route.Contains(":int", StringComparison.Ordinal) && place != Place.Path ? "404" : id);
        var query = place == Place.Query ? $"?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}" : "";
        var request = new HttpRequestMessage(new HttpMethod(method), path + query);
        switch (place)
        {
            case Place.Json or Place.JsonList:
                object? item = place == Place.JsonList ? new[] { value } : value;
                request.Content = new StringContent(JsonSerializer.Serialize(new Dictionary<string, object?> { ["title"] = "A", ["type"] = "secret", ["name"] = "A", [name] = item }));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                break;
            case Place.Form:
                Dictionary<string, string> fields = new()
                {
                    ["__RequestVerificationToken"] = _formToken,
                    ["_handler"] = Handlers[(name.Length + value.Length) % Handlers.Length],
                    ["Input.Email"] = "a@example.com",
                    ["Input.Password"] = "x",
                    ["NameInput.Name"] = AdminApplication.OwnerName,
                };
                fields[name] = value;
                request.Content = new FormUrlEncodedContent(IsApi(route) ? [new(name, value)] : fields);
                break;
            case Place.Header:
                request.Content = method is "GET" or "HEAD" ? null : new StringContent("{}", Encoding.UTF8, "application/json");
                if (!name.StartsWith("Content-", StringComparison.Ordinal))
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
                else if (request.Content is not null)
                {
                    request.Content.Headers.Remove(name);
                    request.Content.Headers.TryAddWithoutValidation(name, value);
                }

                break;
        }

        return request;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private async Task MakeKeysAsync()
    {
        _api = await ApiClient.SignInAsync(_app);
        var channel = (await _api.PostAsync("/admin/sales-channels", new { name = "Web shop" })).Body["sales_channel"]!;
        _ids = ((string)(await _api.CreateAsync())["id"]!, (string)(await _api.CreateAsync("Storefront", "publishable"))["id"]!, (string)channel["id"]!);
    }

    private enum Place
    {
        Path,
        Query,
        Json,
        JsonList,
        Form,
        Header,
    }
}
