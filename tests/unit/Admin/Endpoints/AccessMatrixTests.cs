using System.Net;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Every route of the API, by everyone. A route without a row here fails, and so does a row without a route.</summary>
public sealed partial class AccessMatrixTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    // Who may, and for keys with which scope.
    private static readonly Dictionary<string, Row> Rows = new(StringComparer.Ordinal)
    {
        ["GET /admin/api-keys"] = Row.Read("keys:read"),
        ["GET /admin/api-keys/export"] = Row.Read("keys:read"),
        ["POST /admin/api-keys"] = Row.Write("keys:write"),
        ["GET /admin/api-keys/{id}"] = Row.Read("keys:read"),
        ["POST /admin/api-keys/{id}"] = Row.Write("keys:write"),
        ["DELETE /admin/api-keys/{id}"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/revoke"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/{id}/revoke"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/{id}/cancel-revocation"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/{id}/abort-roll"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/{id}/roll"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/{id}/activate"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/{id}/sales-channels"] = Row.Write("keys:write"),
        ["POST /admin/api-keys/verify"] = Row.Read("keys:verify"),
        ["GET /admin/sales-channels"] = Row.Read("channels:read"),
        ["POST /admin/sales-channels"] = Row.Write("channels:write"),
        ["GET /admin/sales-channels/{id}"] = Row.Read("channels:read"),
        ["POST /admin/sales-channels/{id}"] = Row.Write("channels:write"),
        ["DELETE /admin/sales-channels/{id}"] = Row.Write("channels:write"),
        ["GET /admin/policies"] = Row.Read("keys:read"),
        ["POST /admin/policies"] = Row.OwnersAlone,
        ["GET /admin/audit-events"] = Row.Read("audit:read"),
        ["GET /admin/audit-events/export"] = Row.Read("audit:read"),
        ["GET /admin/users/me"] = Row.AnyCaller,
        ["GET /admin/users/{id}"] = Row.Read("users:read"),
        ["* /admin/{**rest}"] = Row.AnyCaller,
        ["POST /auth/user/{provider}"] = Row.Open,
        ["GET /auth/user/providers"] = Row.Open,
        ["POST /auth/session"] = Row.People,
        ["DELETE /auth/session"] = Row.Nobody,
        ["POST /auth/token/refresh"] = Row.People,
        ["* /auth/{**rest}"] = Row.AnyCaller,
        ["POST /api-keys/revoke"] = Row.Open,
        ["* /api-keys/{**rest}"] = Row.AnyCaller,
        ["GET /store/regions"] = Row.Store,
        ["GET /store/products"] = Row.Store,
        ["GET /store/sales-channels"] = Row.Store,
        ["* /store/{**rest}"] = Row.Store,
    };

    private static IEnumerable<string> Reads => Rows.Keys.Where(route => route.StartsWith("GET ", StringComparison.Ordinal));

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route() => Assert.Equal(
        Rows.Keys.Concat(Reads.Select(HeadOf)).Order(), Routes().Order());

    // keys:admin opens no route: it lifts rules behind those of keys:write.
    [Fact]
    public void Every_scope_that_a_route_asks_for_is_offered_and_none_else() => Assert.Equal(
        Rows.Values.Select(row => row.Scope).OfType<string>().Append("keys:admin").Distinct().Order(), ApiScopes.All.Select(scope => scope.Name).Order());

    [Fact]
    public async Task Everyone_gets_what_is_theirs_and_nothing_else()
    {
        var wrong = new List<string>();
        var callers = await CallersAsync();
        foreach (var (route, row) in Rows)
        {
            var keyWithScope = row.Scope is { } scope ? http.WithKey((await http.CreateKeyAsync(scope)).Token) : callers["key without scope"];
            foreach (var (name, caller) in callers.Append(new("key with scope", keyWithScope)))
            {
                var answer = await caller.SendAsync(Request(route));
                if (Outcome(answer, route) != row.Expected(name))
                {
                    wrong.Add($"{route} by {name}: {(int)answer.Status} {answer.Message}");
                }

                if (Reads.Contains(route) && await HeadAsync(caller, route) is var head && head != (answer.Status, ""))
                {
                    wrong.Add($"{HeadOf(route)} by {name}: {(int)head.Status} {head.Body}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<(HttpStatusCode Status, string Body)> HeadAsync(ApiClient caller, string route)
    {
        using var answer = await caller.Http.SendAsync(Request(HeadOf(route)), TestContext.Current.CancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string HeadOf(string route) => route.Replace("GET ", "HEAD ", StringComparison.Ordinal);

    private static HttpRequestMessage Request(string route)
    {
        var (method, path) = route.Split(' ') is [var verb, var pattern] ? (verb == "*" ? "POST" : verb, pattern) : throw new FormatException(route);
        return new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(path, "unknown"))
        {
            Content = method is "GET" or "HEAD" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
        };
    }

    // Let in is whoever gets to hear of anything but themselves: that there is nothing, that a field is missing.
    private static string Outcome(ApiAnswer answer, string route) => answer.Status switch
    {
        HttpStatusCode.Unauthorized when answer.Message == "Unauthorized" => "unknown",
        HttpStatusCode.Forbidden => "forbidden",
        HttpStatusCode.BadRequest when route.Contains("/store", StringComparison.Ordinal) && answer.Type == "not_allowed" => "unknown",
        >= HttpStatusCode.InternalServerError => "failed",
        _ => "in",
    };

    private async Task<Dictionary<string, ApiClient>> CallersAsync()
    {
        foreach (var role in new[] { AdminRoles.Viewer, AdminRoles.Manager })
        {
            await http.App.AddPersonAsync($"{role}@example.com", role);
        }

        var (_, publishable) = await http.CreatePublishableKeyAsync();
        var channel = (string)(await http.Owner.PostAsync("/admin/sales-channels", new { name = "Web shop" })).Body["sales_channel"]!["id"]!;
        var id = (string)(await http.Owner.GetAsync("/admin/api-keys?type=publishable")).Body["api_keys"]![0]!["id"]!;
        await http.Owner.PostAsync($"/admin/api-keys/{id}/sales-channels", new { add = new[] { channel } });
        var (revokedId, revoked) = await http.CreateKeyAsync("*");
        await http.Owner.PostAsync($"/admin/api-keys/{revokedId}/revoke");
        return new Dictionary<string, ApiClient>(StringComparer.Ordinal)
        {
            ["nobody"] = http.Stranger(),
            ["viewer"] = await http.SignInAsync("Viewer@example.com"),
            ["manager"] = await http.SignInAsync("Manager@example.com"),
            ["owner"] = http.Owner,
            ["key without scope"] = http.WithKey((await http.CreateKeyAsync("other:*")).Token),
            ["publishable key"] = http.Stranger(("x-publishable-api-key", publishable), ("Authorization", "Basic " + publishable)),
            ["revoked key"] = http.WithKey(revoked),
            ["expired bearer"] = http.Stranger(("Authorization", "Bearer " + await http.ExpiredBearerAsync())),
        };
    }

    private IEnumerable<string> Routes() => http.App.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Select(endpoint => (
            Path: "/" + endpoint.RoutePattern.RawText?.Trim('/'),
            Methods: endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"]))
        .Where(route => Api().IsMatch(route.Path))
        .SelectMany(route => route.Methods.Select(method => $"{method} {route.Path}"));

    [GeneratedRegex("^/(admin|auth|store|api-keys)(/|$)")]
    private static partial Regex Api();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private sealed record Row(string[] In, string[] Forbidden, string? Scope)
    {
        private static readonly string[] AllPeople = ["viewer", "manager", "owner"];
        private static readonly string[] AllKeys = ["key without scope", "key with scope"];

        public static Row Open { get; } = new([.. AllPeople, .. AllKeys, "nobody", "publishable key", "revoked key", "expired bearer"], [], null);

        public static Row AnyCaller { get; } = new([.. AllPeople, .. AllKeys], [], null);

        public static Row People { get; } = new(AllPeople, [], null);

        // It takes a session's cookie, which none of these has.
        public static Row Nobody { get; } = new([], [], null);

        public static Row OwnersAlone { get; } = new(["owner"], ["viewer", "manager", .. AllKeys], null);

        public static Row Store { get; } = new(["publishable key"], [], null);

        public static Row Read(string scope) => new([.. AllPeople, "key with scope"], ["key without scope"], scope);

        public static Row Write(string scope) => new(["manager", "owner", "key with scope"], ["viewer", "key without scope"], scope);

        public string Expected(string caller) => In.Contains(caller) ? "in" : Forbidden.Contains(caller) ? "forbidden" : "unknown";
    }
}
