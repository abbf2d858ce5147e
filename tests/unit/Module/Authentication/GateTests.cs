using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>What RequireApiKey guards, and that it is never passed by.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData("/delegate")]
    [InlineData("/handler/1")]
    [InlineData("/filtered")]
    [InlineData("/group/inner")]
    [InlineData("/group/nested/inner")]
    [InlineData("/first-guarded")]
    [InlineData("/anonymous")]
    [InlineData("/gated-controller")]
    [InlineData("/no-such-file")]
    public async Task Every_kind_of_endpoint_is_guarded(string path)
    {
        await using var store = await Store.OpenAsync(
            services => services.AddControllers().AddApplicationPart(typeof(GatedController).Assembly),
            app =>
            {
                app.Map("/delegate", (RequestDelegate)(context => context.Response.WriteAsync(context.GetApiKey()!.Id))).RequireApiKey();
                app.MapGet("/handler/{number}", (int number, HttpContext context) => context.GetApiKey()!.Id).RequireApiKey();
                app.MapGet("/filtered", (HttpContext context) => context.GetApiKey()!.Id).RequireApiKey()
                    .AddEndpointFilter((context, next) => next(context));
                app.MapGet("/anonymous", (HttpContext context) => context.GetApiKey()!.Id).AllowAnonymous().RequireApiKey();
                var group = app.MapGroup("/group");
                group.MapGet("/inner", (HttpContext context) => context.GetApiKey()!.Id);
                group.MapGroup("/nested").MapGet("/inner", (HttpContext context) => context.GetApiKey()!.Id);
                group.RequireApiKey();
                var guarded = app.MapGroup("/").RequireApiKey();
                guarded.MapGet("/first-guarded", (HttpContext context) => context.GetApiKey()!.Id);
                guarded.MapControllers();
                app.MapFallback((HttpContext context) => context.GetApiKey()!.Id).RequireApiKey();
            });
        var created = await store.CreateAsync();
        var revoked = await store.CreateRevokedAsync();

        var good = await store.AskAsBearerAsync(path, created.Token!.Reveal());
        var dead = await store.AskAsBearerAsync(path, revoked.Token!.Reveal());
        var none = await store.AskAsync(path);

        Assert.Equal((200, created.Key.Id), (good.Status, good.Body));
        Assert.Equal((401, "revoked"), (dead.Status, dead.Code));
        Assert.Equal((401, "missing"), (none.Status, none.Code));
    }

    [Fact]
    public async Task Body_is_not_read_for_who_is_not_let_in()
    {
        var ran = false;
        await using var store = await Store.OpenAsync(_ => { }, app =>
            app.MapGet("/", ([FromQuery] int number) => number).AddEndpointFilter((context, next) =>
            {
                ran = true;
                return next(context);
            }).RequireApiKey());

        var answer = await store.AskAsync("/?number=none");

        Assert.Equal(401, answer.Status);
        Assert.False(ran);
    }

    [Fact]
    public async Task Group_and_endpoint_must_both_be_satisfied()
    {
        await using var store = await Store.OpenAsync(_ => { }, app =>
            app.MapGroup("/orders").RequireApiKey("orders:read").MapGet("/", () => "in").RequireApiKey("orders:write"));
        var both = (await store.CreateAsync("orders:*")).Token!.Reveal();
        var one = (await store.CreateAsync("orders:write")).Token!.Reveal();
        var none = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal(200, (await store.AskAsBearerAsync("/orders", both)).Status);
        Assert.Equal("orders:read", (await store.AskAsBearerAsync("/orders", one)).Problem.GetProperty("scope").GetString());
        var answer = await store.AskAsBearerAsync("/orders", none);
        Assert.Equal(["orders:read", "orders:write"], answer.Problem.GetProperty("scope").GetString()!.Split(' ').Order());
        Assert.Contains(" and ", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_takes_over_what_the_default_scheme_found()
    {
        await using var store = await Store.OpenAsync(map: app =>
        {
            app.Use((context, next) =>
            {
                context.User.AddIdentity(new System.Security.Claims.ClaimsIdentity([new("mark", "1")]));
                return next(context);
            });
            app.MapGet("/", (HttpContext context) => $"{context.GetApiKey()!.Title} {context.User.FindFirst("mark")?.Value}").RequireApiKey();
            app.MapGet("/orders", () => "in").RequireApiKey("orders:read");
            app.MapGet("/both", () => "in").RequireAuthorization().RequireApiKey();
            app.MapGet("/products", () => "in").RequireApiKey(type: ApiKeyType.Publishable);
        });
        var token = (await store.CreateAsync()).Token!.Reveal();
        var revoked = (await store.CreateRevokedAsync()).Token!.Reveal();

        Assert.Equal("Warehouse sync 1", (await store.AskAsBearerAsync("/", token)).Body);
        Assert.Equal("insufficient_scope", (await store.AskAsBearerAsync("/orders", token)).Code);
        Assert.Equal(200, (await store.AskAsBearerAsync("/both", token)).Status);
        Assert.Equal("revoked", (await store.AskAsBearerAsync("/both", revoked)).Code);
        Assert.Equal("revoked", (await store.AskAsBearerAsync("/", revoked)).Code);
        Assert.Equal("missing", (await store.AskAsBearerAsync("/products", token)).Code);
    }

    [Fact]
    public async Task What_a_key_was_shown_is_not_kept_for_others_by_the_output_cache()
    {
        var calls = 0;
        await using var store = await Store.OpenAsync(
            services => services.AddOutputCache(options => options.AddBasePolicy(policy => policy.AddPolicy<KeepingAll>(), excludeDefaultPolicy: true)),
            app =>
            {
                app.UseOutputCache();
                app.MapGet("/", () => $"secret {++calls}").RequireApiKey();
                app.MapGet("/open", () => $"open {++calls}");
            });
        var token = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal(200, (await store.AskAsync("/", ("X-Api-Key", token))).Status);
        Assert.Equal(401, (await store.AskAsync("/")).Status);
        Assert.Equal((await store.AskAsync("/open")).Body, (await store.AskAsync("/open")).Body);
    }

    [Fact]
    public async Task Without_the_module_nobody_is_let_in()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.MapGet("/", () => "in").RequireApiKey();

        await app.StartAsync(TestModule.Cancellation);
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => app.GetTestClient().GetAsync("/", TestModule.Cancellation));

        Assert.Contains("Call AddApiKeys on the services.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("dynamic")]
    [InlineData("two types")]
    [InlineData("no delegate")]
    public async Task What_can_not_be_guarded_is_not_served(string kind)
    {
        await using var store = await Store.OpenAsync(_ => { }, app =>
        {
            var route = app.MapGet("/", () => "in");
            _ = kind switch
            {
                "page" => route.WithMetadata(new Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor()),
                "dynamic" => route.WithMetadata(new Dynamic()),
                "two types" => route.RequireApiKey(type: ApiKeyType.Publishable),
                _ => WithoutDelegate(route),
            };
            route.RequireApiKey();
        });
        var token = (await store.CreateAsync()).Token!.Reveal();

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => store.AskAsBearerAsync("/", token));

        Assert.StartsWith("RequireApiKey can't guard 'HTTP: GET /", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistake_in_a_scope_or_type_shows_when_the_route_is_written()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        var route = app.MapGet("/", () => "in");

        Assert.Throws<ArgumentException>("scope", () => route.RequireApiKey("Orders"));
        Assert.Throws<ArgumentOutOfRangeException>("type", () => route.RequireApiKey(type: (ApiKeyType)9));
    }

    private static RouteHandlerBuilder WithoutDelegate(RouteHandlerBuilder route)
    {
        route.Finally(endpoint => endpoint.RequestDelegate = null);
        return route;
    }

    /// <summary>What many write who want answers to signed-in callers kept: the default policy, without its look at who calls.</summary>
    private sealed class KeepingAll : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (true, true, true, true);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
    }

    private sealed class Dynamic : IDynamicEndpointMetadata
    {
        public bool IsDynamic => true;
    }
}
