using ApiKeys.UnitTests.Module.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Scopes;

public sealed class RequireApiKeyScopeTests
{
    public static TheoryData<string> Doors => Store.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Key_without_scopes_may_do_nothing_that_wants_one(string door)
    {
        await using var store = await Store.OpenAsync();
        var none = (await store.CreateAsync()).Token!.Reveal();
        var all = (await store.CreateAsync("*")).Token!.Reveal();
        var orders = (await store.CreateAsync("orders:*")).Token!.Reveal();

        Assert.Equal(403, (await store.AskAsBearerAsync(door + "/orders/1", none)).Status);
        Assert.Equal(200, (await store.AskAsBearerAsync(door + "/orders/1", all)).Status);
        Assert.Equal(200, (await store.AskAsBearerAsync(door + "/orders/1", orders)).Status);
    }

    [Fact]
    public async Task Policy_asks_for_all_of_its_scopes_and_the_answer_names_those_that_lack()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication().AddApiKeys();
                services.AddAuthorizationBuilder().AddPolicy("export", policy => policy.RequireApiKeyScope("orders:read").RequireApiKeyScope("stock:read"));
            },
            app => app.MapGet("/", () => "in").RequireAuthorization("export"));
        var both = (await store.CreateAsync("orders:read", "stock:read")).Token!.Reveal();
        var one = (await store.CreateAsync("orders:read")).Token!.Reveal();
        var none = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal(200, (await store.AskAsBearerAsync("/", both)).Status);
        Assert.Equal("stock:read", (await store.AskAsBearerAsync("/", one)).Problem.GetProperty("scope").GetString());
        Assert.Equal("orders:read stock:read", (await store.AskAsBearerAsync("/", none)).Problem.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task Endpoint_may_ask_its_key_itself()
    {
        await using var store = await Store.OpenAsync(
            _ => { }, app => app.MapGet("/", (HttpContext context) => context.GetApiKey()!.HasScope("prices:write")).RequireApiKey());
        var may = (await store.CreateAsync("prices:*")).Token!.Reveal();
        var mayNot = (await store.CreateAsync("stock:*")).Token!.Reveal();

        Assert.Equal("true", (await store.AskAsBearerAsync("/", may)).Body);
        Assert.Equal("false", (await store.AskAsBearerAsync("/", mayNot)).Body);
    }

    [Fact]
    public async Task Misspelt_scope_shows_when_the_policy_is_written()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var route = app.MapGet("/", () => "in");

        Assert.Throws<ArgumentException>("scope", () => new AuthorizationPolicyBuilder().RequireApiKeyScope("orders"));
        Assert.Throws<ArgumentException>("scope", () => route.RequireApiKeyScope("Orders:Read"));
    }
}
