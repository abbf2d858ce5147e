using System.Security.Claims;
using ApiKeys.Authentication;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

public sealed class PrincipalTests
{
    private static readonly VerifiedKey Key = new()
    {
        Id = "apk_1",
        Type = ApiKeyType.Secret,
        Title = "Warehouse sync",
        Redacted = "sk_shop_Ab3f…x9Qz",
        Scopes = ["orders:read", "stock:*"],
        CreatedBy = "user_1",
        SalesChannelIds = [],
    };

    [Theory]
    [InlineData("/lean")]
    [InlineData("/standard")]
    public async Task Claims_say_which_key_calls_and_what_it_may_do(string door)
    {
        await using var store = await Store.OpenAsync(
            Services,
            app =>
            {
                app.MapGet("/lean", Claims).RequireApiKey();
                app.MapGet("/standard", Claims).RequireAuthorization();
            });
        var created = await store.CreateAsync("orders:read", "stock:*");

        var answer = await store.AskAsBearerAsync(door, created.Token!.Reveal());

        Assert.Equal(
            $"""
            {ClaimTypes.NameIdentifier}: {created.Key.Id}
            {ClaimTypes.Name}: Warehouse sync
            api_key_id: {created.Key.Id}
            api_key_type: secret
            api_key_created_by: user_01DANA
            scope: orders:read
            scope: stock:*
            Warehouse sync by ApiKey: True
            """,
            answer.Body);
    }

    [Theory]
    [InlineData("/lean/products")]
    [InlineData("/standard/products")]
    public async Task Publishable_key_brings_its_sales_channels(string path)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync(ApiKeyType.Publishable);
        var channel = await store.Services.GetRequiredService<ISalesChannelModuleService>()
            .CreateAsync(new CreateSalesChannelRequest { Name = "Webshop" }, TestModule.Dana, null, TestModule.Cancellation);
        await store.Keys.LinkSalesChannelsAsync(
            new LinkSalesChannelsRequest { Id = created.Key.Id, Add = [channel.Value!.Id] }, TestModule.Dana, null, TestModule.Cancellation);

        var answer = await store.AskAsPublishableAsync(path, created.Token!.Reveal());

        Assert.Equal($"[\"{channel.Value.Id}\"]", answer.Body);
    }

    [Fact]
    public void Identity_is_built_once_for_a_key()
    {
        var first = ApiKeyPrincipal.Shared(Key);

        Assert.Same(first, ApiKeyPrincipal.Shared(Key));
        Assert.Same(first.Identity, ApiKeyPrincipal.ForOneCall(Key).Identity);
        Assert.NotSame(ApiKeyPrincipal.ForOneCall(Key), ApiKeyPrincipal.ForOneCall(Key));
    }

    [Fact]
    public void What_calls_share_can_not_be_changed()
    {
        var principal = ApiKeyPrincipal.Shared(Key);
        var identity = (ClaimsIdentity)principal.Identity!;
        var claim = identity.Claims.First();
        Action[] changes =
        [
            () => identity.AddClaim(new Claim("role", "owner")),
            () => identity.AddClaims([new Claim("role", "owner")]),
            () => identity.RemoveClaim(claim),
            () => identity.TryRemoveClaim(claim),
            () => principal.AddIdentity(new ClaimsIdentity()),
            () => principal.AddIdentities([new ClaimsIdentity()]),
            () => ((ClaimsIdentity)ApiKeyPrincipal.ForOneCall(Key).Identity!).AddClaim(new Claim("role", "owner")),
        ];

        Assert.All(changes, change =>
            Assert.Contains("clone", Assert.Throws<InvalidOperationException>(change).Message, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(7, principal.Claims.Count());
        Assert.Single(principal.Identities);
    }

    [Fact]
    public void Clone_is_the_callers_own()
    {
        var principal = ApiKeyPrincipal.Shared(Key);

        var clone = principal.Clone();
        ((ClaimsIdentity)clone.Identity!).AddClaim(new Claim("role", "owner"));
        ((ClaimsIdentity)clone.Identity).RemoveClaim(clone.FindFirst(ApiKeyClaims.Scope));
        clone.AddIdentity(new ClaimsIdentity());

        Assert.True(clone.HasClaim("role", "owner"));
        Assert.Equal("Warehouse sync", clone.Identity.Name);
        Assert.False(principal.HasClaim("role", "owner"));
        Assert.Equal(2, principal.FindAll(ApiKeyClaims.Scope).Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claims_transformation_reaches_the_call_it_is_for_and_no_other(bool clones)
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                Services(services);
                services.AddSingleton<IClaimsTransformation>(new Marking(clones));
            },
            app => app.MapGet("/", (HttpContext context) =>
                $"{string.Join(',', context.User.FindAll("mark").Select(claim => claim.Value))} {context.GetApiKey()?.Title}").RequireAuthorization());
        var token = (await store.CreateAsync()).Token!.Reveal();

        var first = await store.AskAsBearerAsync("/", token);
        var second = await store.AskAsBearerAsync("/", token);

        Assert.Equal(("1 Warehouse sync", "2 Warehouse sync"), (first.Body, second.Body));
    }

    [Fact]
    public async Task Without_a_key_there_is_none_to_get()
    {
        await using var store = await Store.OpenAsync(map: app => app.MapGet("/", (HttpContext context) => context.GetApiKey() is null));
        var token = (await store.CreateRevokedAsync()).Token!.Reveal();

        Assert.Equal("true", (await store.AskAsync("/")).Body);
        Assert.Equal("true", (await store.AskAsBearerAsync("/", token)).Body);
    }

    private static void Services(IServiceCollection services)
    {
        services.AddAuthentication().AddApiKeys();
        services.AddAuthorization();
    }

    private static string Claims(HttpContext context) => string.Join(
        '\n',
        context.User.Claims.Select(claim => $"{claim.Type}: {claim.Value}")
            .Append($"{context.User.Identity!.Name} by {context.User.Identity.AuthenticationType}: {context.User.Identity.IsAuthenticated}"));

    /// <summary>Adds how often it was asked, in either of the two ways that are taught.</summary>
    private sealed class Marking(bool clones) : IClaimsTransformation
    {
        private int _count;

        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            // ASP.NET Core asks once for each time a scheme is asked; within one request that may be several.
            if (principal.HasClaim(claim => claim.Type == "mark"))
            {
                return Task.FromResult(principal);
            }

            var mark = new Claim("mark", $"{++_count}");
            if (!clones)
            {
                principal.AddIdentity(new ClaimsIdentity([mark]));
                return Task.FromResult(principal);
            }

            var clone = principal.Clone();
            ((ClaimsIdentity)clone.Identity!).AddClaim(mark);
            return Task.FromResult(clone);
        }
    }
}
