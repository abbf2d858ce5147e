using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Hosting;

/// <summary>How much a client that isn't signed in can make the server hold.</summary>
public sealed partial class ServerLimitTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const int Limit = 256 * 1024;

    [Fact]
    public async Task Every_route_and_page_refuses_a_body_above_the_limit()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var stranger = new HttpClient(handler) { BaseAddress = http.App.ClientOptions.BaseAddress };
        var taken = new List<string>();
        foreach (var (method, path) in Requests())
        {
            using var request = TooLarge(method, path);
            using var response = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.RequestEntityTooLarge)
            {
                taken.Add($"{method} {path} -> {(int)response.StatusCode}");
            }
        }

        Assert.Empty(taken);
    }

    [Fact]
    public async Task The_API_says_so_in_the_form_of_the_contract()
    {
        using var request = TooLarge(HttpMethod.Post, "/admin/api-keys");

        var answer = await http.Stranger().SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "unknown_error", "request entity too large"), (answer.Status, answer.Type, answer.Message));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/admin/api-keys")]
    [InlineData("/nothing-here")]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_sent(string path)
    {
        using var connection = await ConnectAsync(http.App);

        await SendAsync(connection, $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000000\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\na=");

        Assert.StartsWith("HTTP/1.1 413 ", await ReadAsync(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_length_is_refused_when_it_has_grown_too_large()
    {
        using var connection = await ConnectAsync(http.App);

        await SendAsync(connection, "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n");
        var fields = string.Join('&', Enumerable.Repeat("a=" + new string('x', 30_000), 9));
        await SendAsync(connection, $"{fields.Length:X}\r\n{fields}\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", await ReadAsync(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_has_no_more_and_no_longer_fields_than_the_pages_need()
    {
        var stranger = http.Stranger().Http;

        using var many = await stranger.PostAsync("/sign-in", Form(string.Join('&', Enumerable.Repeat("a=1", 65))), TestContext.Current.CancellationToken);
        using var longName = await stranger.PostAsync("/sign-in", Form(new string('a', 257) + "=1"), TestContext.Current.CancellationToken);
        using var longValue = await stranger.PostAsync("/sign-in", Form("a=" + new string('1', (32 * 1024) + 1)), TestContext.Current.CancellationToken);

        Assert.All([many, longName, longValue], response => Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode));
        Assert.DoesNotContain("expired", await many.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_above_the_limit_is_closed()
    {
        await using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["Server:MaxConnections"] = "1" }, onKestrel: true);
        app.StartServer();
        using var first = await ConnectAsync(app);
        await SendAsync(first, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await ReadAsync(first), StringComparison.Ordinal);

        using var second = await ConnectAsync(app);

        Assert.Equal("", await ReadAsync(second));
    }

    [Fact]
    public async Task The_limits_of_the_server_are_configured()
    {
        await using var app = AdminApplication.WithOwner(new Dictionary<string, string?>
        {
            ["Server:MaxRequestBodySize"] = "200000",
            ["Server:MaxWebSockets"] = "7",
            ["Server:RequestHeadersTimeout"] = "00:00:03",
            ["Server:MinRequestBodyDataRate"] = "500",
        });

        var configured = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var defaults = http.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal((200_000, 7, TimeSpan.FromSeconds(3), 500), Told(configured));
        Assert.Equal((Limit, 1_000, TimeSpan.FromSeconds(10), 1024), Told(defaults));
        Assert.Equal((2_000, (long)Limit), (defaults.MaxConcurrentConnections, defaults.MaxRequestBufferSize));
        Assert.Equal((Limit, Limit / 2), (defaults.Http2.InitialConnectionWindowSize, defaults.Http2.InitialStreamWindowSize));

        static (long?, long?, TimeSpan, double?) Told(KestrelServerLimits limits) => (
            limits.MaxRequestBodySize, limits.MaxConcurrentUpgradedConnections, limits.RequestHeadersTimeout, limits.MinRequestBodyDataRate?.BytesPerSecond);
    }

    // The client sends the body only when the server accepts the headers. A server that refuses closes the connection, and a body on its way would reset it.
    private static HttpRequestMessage TooLarge(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path) { Content = Form(new string('x', Limit)) };
        request.Headers.ExpectContinue = true;
        return request;
    }

    private static StringContent Form(string text) => new(text + "&", Encoding.ASCII, "application/x-www-form-urlencoded");

    private static async Task<Socket> ConnectAsync(AdminApplication app)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("localhost", app.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The beginning of what the server sends; empty when it closes the connection.</summary>
    private static async Task<string> ReadAsync(Socket socket)
    {
        var bytes = new byte[1024];
        try
        {
            var length = await socket.ReceiveAsync(bytes, SocketFlags.None, TestContext.Current.CancellationToken);
            return Encoding.ASCII.GetString(bytes, 0, length);
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }
    }

    // Of what lies in files one is enough, and an address without a route is a page too.
    private IEnumerable<(HttpMethod Method, string Path)> Requests()
    {
        var routes = http.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        var file = routes.First(IsFile);
        return routes.Where(route => !IsFile(route)).Append(file)
            .SelectMany(Methods, (route, method) => (new HttpMethod(method), Parameter().Replace("/" + route.RoutePattern.RawText?.TrimStart('/'), "1")))
            .Append((HttpMethod.Post, "/nothing-here"))
            .Distinct();
    }

    private static bool IsFile(RouteEndpoint route) => route.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static IEnumerable<string> Methods(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["PUT"]).Where(method => method is not ("HEAD" or "GET")).Append("POST");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
