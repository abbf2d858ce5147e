using System.Collections.Concurrent;
using System.Net;
using ApiKeys.Authentication.Credentials;
using ApiKeys.Keys;
using ApiKeys.Keys.Create;
using ApiKeys.Keys.Revoke;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>What is remembered of a connection's last token spares work, and never decides.</summary>
public sealed class ConnectionTokenTests
{
    private static readonly string First = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
    private static readonly string Second = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

    [Fact]
    public async Task Kestrel_connection_that_goes_on_with_its_key_has_it_read_once()
    {
        var read = new ConcurrentQueue<PresentedToken?>();
        await using var store = await OpenAsync(read, HttpProtocols.Http1);
        var token = (await store.CreateAsync()).Token!.Reveal();
        using var client = Connect(store, HttpVersion.Version11);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await CallAsync(client, token));
        }

        Assert.Equal(3, read.Count);
        Assert.NotNull(Assert.Single(read.Distinct(ReferenceEqualityComparer.Instance)));
    }

    [Fact]
    public async Task Key_is_looked_up_each_time_and_refused_once_it_is_revoked()
    {
        await using var store = await OpenAsync([], HttpProtocols.Http1);
        var created = await store.CreateAsync();
        using var client = Connect(store, HttpVersion.Version11);

        var before = await CallAsync(client, created.Token!.Reveal());
        await RevokeAsync(store, created);
        var after = await CallAsync(client, created.Token!.Reveal());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (before, after));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, "1.1")]
    [InlineData(HttpProtocols.Http2, "2.0")]
    public async Task Connection_that_changes_its_key_is_known_by_the_new_one(HttpProtocols protocols, string version)
    {
        await using var store = await OpenAsync([], protocols);
        var good = (await store.CreateAsync()).Token!.Reveal();
        var revoked = await store.CreateRevokedAsync();
        using var client = Connect(store, Version.Parse(version));

        var answers = new List<HttpStatusCode>();
        foreach (var token in new[] { good, revoked.Token!.Reveal(), good, good, revoked.Token!.Reveal(), "", good })
        {
            answers.Add(await CallAsync(client, token));
        }

        const HttpStatusCode Ok = HttpStatusCode.OK, Refused = HttpStatusCode.Unauthorized;
        Assert.Equal([Ok, Refused, Ok, Ok, Refused, Refused, Ok], answers);
    }

    [Fact]
    public void Only_the_very_same_string_counts_as_known()
    {
        var connection = new Connection();
        var header = $"Bearer {First}";

        var token = Read(connection, header);

        Assert.Equal(First, token!.Text);
        Assert.Same(token, Read(connection, header));
        Assert.NotSame(token, Read(connection, new string(header)));
        Assert.Equal(Second, Read(connection, $"Bearer {Second}")!.Text);
        Assert.NotSame(token, Read(new Connection(), header));
    }

    [Fact]
    public void Known_header_beside_another_key_is_still_refused()
    {
        var connection = new Connection();
        var header = $"Bearer {First}";
        Read(connection, header);
        var request = Request(connection, header, HttpProtocol.Http11);
        request.Headers["X-Api-Key"] = Second;

        Assert.Equal("ambiguous", Credential.Read(request, ApiKeyType.Secret).Refusal?.Code);
    }

    // Its requests run side by side, and a connection's items are no concurrent dictionary.
    [Theory]
    [InlineData("HTTP/2")]
    [InlineData("HTTP/3")]
    public void Nothing_is_kept_under_later_protocols(string protocol)
    {
        var connection = new Connection();
        var header = $"Bearer {First}";

        var tokens = Enumerable.Range(0, 2).Select(_ => Credential.Read(Request(connection, header, protocol), ApiKeyType.Secret).Token).ToList();

        Assert.NotSame(tokens[0], tokens[1]);
        Assert.Empty(connection.Items);
    }

    private static PresentedToken? Read(Connection connection, string header) =>
        Credential.Read(Request(connection, header, HttpProtocol.Http11), ApiKeyType.Secret).Token;

    private static HttpRequest Request(Connection connection, string header, string protocol)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IConnectionItemsFeature>(connection);
        context.Request.Protocol = protocol;
        context.Request.Headers.Authorization = header;
        return context.Request;
    }

    private static Task<Store> OpenAsync(ConcurrentQueue<PresentedToken?> read, HttpProtocols protocols) => Store.OpenAsync(
        services => { },
        app => app.MapGet("/", (HttpContext context) => read.Enqueue(Credential.Read(context.Request, ApiKeyType.Secret).Token)).RequireApiKey(),
        protocols: protocols);

    private static HttpClient Connect(Store store, Version version) => new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 })
    {
        BaseAddress = new Uri(store.Address),
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static async Task<HttpStatusCode> CallAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (token.Length > 0)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        // As the client would choose the version itself: a request has its own, whatever the default.
        (request.Version, request.VersionPolicy) = (client.DefaultRequestVersion, client.DefaultVersionPolicy);
        using var response = await client.SendAsync(request, TestModule.Cancellation);
        return response.StatusCode;
    }

    private static async Task RevokeAsync(Store store, CreatedApiKey created) => Assert.True(
        (await store.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, TestModule.Cancellation)).Succeeded);

    private sealed class Connection : IConnectionItemsFeature
    {
        public IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();
    }
}
