using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Each caller has their own calls in a minute.</summary>
public sealed class CallerLimitTests : IAsyncLifetime
{
    private const string Me = "/admin/users/me";
    private const string Regions = "/store/regions";

    // Three calls make the keys below, and one is left to the owner.
    private readonly AdminApplication _app = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Http:CallsPerMinute"] = "4" }, services => services.AddSingleton<IStartupFilter, RemoteAddress>());

    private ApiClient _owner = default!;
    private string _first = "";
    private string _second = "";
    private string _publishable = "";

    public async ValueTask InitializeAsync()
    {
        _owner = await ApiClient.SignInAsync(_app);
        _first = (string)(await _owner.CreateAsync())["token"]!;
        _second = (string)(await _owner.CreateAsync())["token"]!;
        _publishable = (string)(await _owner.CreateAsync("Storefront", "publishable"))["token"]!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Who_has_used_them_up_is_told_when_to_come_back_and_others_go_on()
    {
        var key = With("X-Api-Key", _first, "198.51.100.1");
        for (var number = 1; number <= 4; number++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await key.GetAsync(Me)).Status);
        }

        var refused = await key.GetAsync(Me);

        Assert.Equal((HttpStatusCode.TooManyRequests, "not_allowed", "too_many_requests"), (refused.Status, refused.Type, (string?)refused.Body["code"]));
        Assert.Equal(["type", "message", "code", "status", "traceId"], refused.Body.AsObject().Select(member => member.Key));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await With("X-Api-Key", _first, "198.51.100.2").GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await With("X-Api-Key", _second, "198.51.100.1").GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _owner.GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _owner.GetAsync(Me)).Status);
    }

    [Fact]
    public async Task Strangers_count_by_where_they_are_whatever_they_try()
    {
        for (var number = 1; number <= 4; number++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await With("X-Api-Key", _first[..^number], "198.51.100.1").GetAsync(Me)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await With("X-Api-Key", _first[..^5], "198.51.100.1").GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await With("X-Api-Key", _first[..^5], "198.51.100.2").GetAsync(Me)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await With("X-Api-Key", _first, "198.51.100.1").GetAsync(Me)).Status);
    }

    [Fact]
    public async Task Shoppers_of_one_store_don_t_use_up_each_other_s_calls()
    {
        for (var number = 1; number <= 4; number++)
        {
            Assert.Equal(HttpStatusCode.OK, (await With("x-publishable-api-key", _publishable, "198.51.100.1").GetAsync(Regions)).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await With("x-publishable-api-key", _publishable, "198.51.100.1").GetAsync(Regions)).Status);
        Assert.Equal(HttpStatusCode.OK, (await With("x-publishable-api-key", _publishable, "198.51.100.2").GetAsync(Regions)).Status);
    }

    private ApiClient With(string header, string value, string address)
    {
        var client = ApiClient.Stranger(_app);
        client.Http.DefaultRequestHeaders.Add(header, value);
        client.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, address);
        return client;
    }
}
