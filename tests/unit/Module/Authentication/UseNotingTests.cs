using ApiKeys.Authentication.Scopes;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>A use is noted with what came of it, who called and where, once.</summary>
public sealed class UseNotingTests
{
    [Theory]
    [InlineData("/lean/any", VerificationCode.Valid)]
    [InlineData("/standard/any", VerificationCode.Valid)]
    [InlineData("/lean/orders/1", VerificationCode.InsufficientScope)]
    [InlineData("/standard/orders/1", VerificationCode.InsufficientScope)]
    [InlineData("/lean/products", VerificationCode.WrongType)]
    [InlineData("/standard/products", VerificationCode.WrongType)]
    public async Task Use_is_counted_once_by_what_came_of_it(string path, VerificationCode code)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync();

        await CallAsync(store, path, created.Token!.Reveal());

        var use = Assert.Single(await UsesAsync(store, created.Key.Id));
        Assert.Equal((code, 1), (use.Code, use.Count));
    }

    [Theory]
    [InlineData("/lean/any")]
    [InlineData("/standard/any")]
    [InlineData("/lean/orders/1")]
    [InlineData("/standard/orders/1")]
    public async Task Use_of_a_dead_key_is_counted_once(string path)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateRevokedAsync();

        await CallAsync(store, path, created.Token!.Reveal());

        var use = Assert.Single(await UsesAsync(store, created.Key.Id));
        Assert.Equal((VerificationCode.Revoked, 1), (use.Code, use.Count));
    }

    [Theory]
    [InlineData("/lean/orders/{id}", "/lean/orders/17")]
    [InlineData("/standard/orders/{id}", "/standard/orders/17")]
    public async Task Caller_is_noted_with_the_pattern_of_the_route(string route, string path)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync("orders:read");

        await CallAsync(store, path, created.Token!.Reveal());

        await using var database = await OpenFlushedAsync(store);
        var caller = await database.Set<CallerRecord>().SingleAsync(row => row.KeyId == created.Key.Id, TestModule.Cancellation);
        Assert.Equal(("192.0.2.7", "warehouse/1.0", route), (caller.Address, caller.UserAgent, caller.Route));
        Assert.Equal(TestModule.Start, (await store.Keys.RetrieveAsync(created.Key.Id, TestModule.Cancellation))!.LastUsedAt);
    }

    /// <summary>The ways to ask for a scope that a scheme can see from the endpoint before it is reached.</summary>
    [Theory]
    [InlineData("/policy", VerificationCode.InsufficientScope)]
    [InlineData("/attribute", VerificationCode.InsufficientScope)]
    [InlineData("/requirement", VerificationCode.InsufficientScope)]
    [InlineData("/both", VerificationCode.InsufficientScope)]
    [InlineData("/open-all-the-same", VerificationCode.Valid)]
    public async Task Call_refused_for_its_scope_is_no_use_that_anybody_would_miss(string path, VerificationCode code)
    {
        await using var store = await OpenWithPoliciesAsync();
        var created = await store.CreateAsync("orders:read");

        await store.AskAsBearerAsync(path, created.Token!.Reveal());

        var use = Assert.Single(await UsesAsync(store, created.Key.Id));
        Assert.Equal((code, 1), (use.Code, use.Count));
        var lastUsed = (await store.Keys.RetrieveAsync(created.Key.Id, TestModule.Cancellation))!.LastUsedAt;
        Assert.Equal(code == VerificationCode.Valid, lastUsed is not null);
    }

    [Fact]
    public async Task Endpoint_that_asks_for_a_scope_while_it_runs_has_accepted_the_key_and_then_refused_it()
    {
        await using var store = await OpenWithPoliciesAsync();
        var created = await store.CreateAsync("orders:read");

        var answer = await store.AskAsBearerAsync("/later", created.Token!.Reveal());

        Assert.Equal(403, answer.Status);
        Assert.Equal(
            [VerificationCode.Valid, VerificationCode.InsufficientScope],
            (await UsesAsync(store, created.Key.Id)).Select(use => use.Code).Order());
    }

    [Fact]
    public async Task Key_of_a_storefront_that_comes_along_lacks_no_scope_that_is_asked_of_the_secret_key()
    {
        await using var store = await OpenWithPoliciesAsync();
        var secret = await store.CreateAsync("orders:write");
        var publishable = await store.CreateAsync(ApiKeyType.Publishable);

        var answer = await store.AskAsync(
            "/two-keys", ("Authorization", $"Bearer {secret.Token!.Reveal()}"), ("x-publishable-api-key", publishable.Token!.Reveal()));

        Assert.Equal(200, answer.Status);
        Assert.Equal(VerificationCode.Valid, Assert.Single(await UsesAsync(store, publishable.Key.Id)).Code);
    }

    [Fact]
    public async Task Scope_is_read_anew_where_policies_change_from_call_to_call()
    {
        var policies = new ChangingPolicies();
        await using var store = await OpenWithPoliciesAsync(services => services.AddSingleton<IAuthorizationPolicyProvider>(policies));
        var created = await store.CreateAsync("orders:read");

        policies.Scope = "orders:write";
        var refused = await store.AskAsBearerAsync("/policy", created.Token!.Reveal());
        policies.Scope = "orders:read";
        var taken = await store.AskAsBearerAsync("/policy", created.Token!.Reveal());

        Assert.Equal((403, 200), (refused.Status, taken.Status));
        Assert.Equal(
            [VerificationCode.Valid, VerificationCode.InsufficientScope], (await UsesAsync(store, created.Key.Id)).Select(use => use.Code).Order());
    }

    private static Task<Store> OpenWithPoliciesAsync(Action<IServiceCollection>? configure = null) => Store.OpenAsync(
        services =>
        {
            services.AddAuthentication(ApiKeyAuthenticationDefaults.AuthenticationScheme).AddApiKeys().AddPublishableApiKeys();
            services.AddAuthorizationBuilder().AddPolicy("write", policy => policy.RequireApiKeyScope("orders:write"));
            configure?.Invoke(services);
        },
        app =>
        {
            app.MapGet("/policy", () => "ok").RequireAuthorization("write");
            app.MapGet("/attribute", [Authorize("write")] () => "ok");
            app.MapGet("/requirement", [Authorize, Writing] () => "ok");
            app.MapGet("/two-keys", () => "ok").RequireAuthorization(policy => policy
                .AddAuthenticationSchemes(ApiKeyAuthenticationDefaults.AuthenticationScheme, ApiKeyAuthenticationDefaults.PublishableScheme)
                .RequireApiKeyScope("orders:write"));
            app.MapGet("/both", () => "ok").RequireAuthorization().RequireApiKey("orders:write");
            app.MapGet("/open-all-the-same", () => "ok").RequireAuthorization("write").AllowAnonymous();
            app.MapGet("/later", async (HttpContext context, IAuthorizationService authorization) =>
                (await authorization.AuthorizeAsync(context.User, context, "write")).Succeeded ? Results.Ok() : Results.Forbid()).RequireAuthorization();
        });

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class WritingAttribute : Attribute, IAuthorizationRequirementData
    {
        public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new ApiKeyScopeRequirement("orders:write")];
    }

    /// <summary>A host's own policies, made anew for each call.</summary>
    private sealed class ChangingPolicies : IAuthorizationPolicyProvider
    {
        public string Scope { get; set; } = "";

        public bool AllowsCachingPolicies => false;

        public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
            Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder().RequireApiKeyScope(Scope).Build());

        public Task<AuthorizationPolicy> GetDefaultPolicyAsync() =>
            Task.FromResult(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null);
    }

    private static Task<Answer> CallAsync(Store store, string path, string token) =>
        path.EndsWith("products", StringComparison.Ordinal) ? store.AskAsPublishableAsync(path, token) : store.AskAsBearerAsync(path, token);

    private static async Task<IReadOnlyList<UseCount>> UsesAsync(Store store, string keyId)
    {
        await using var database = await OpenFlushedAsync(store);
        return await database.Set<UseCount>().Where(use => use.KeyId == keyId).ToListAsync(TestModule.Cancellation);
    }

    private static async Task<ApiKeysDbContext> OpenFlushedAsync(Store store)
    {
        await store.Services.GetRequiredService<UseRecorder>().FlushAsync(TestModule.Cancellation);
        return await store.Services.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContextAsync(TestModule.Cancellation);
    }
}
