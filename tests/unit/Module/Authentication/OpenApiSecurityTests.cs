using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>An app's OpenAPI document says where keys are asked for, as the app does.</summary>
public sealed class OpenApiSecurityTests
{
    [Theory]
    [InlineData("/gated", "ApiKey: orders:read")]
    [InlineData("/storefront", "PublishableApiKey: ")]
    [InlineData("/scoped", "ApiKey: orders:write")]
    [InlineData("/policy", "Partners: partners:read")]
    [InlineData("/attribute", "Partners: ")]
    [InlineData("/default", "Partners: ")]
    [InlineData("/anonymous", "")]
    [InlineData("/open", "")]
    public async Task Operation_shows_the_key_and_the_scopes_that_it_requires(string path, string expected)
    {
        await using var store = await OpenAsync();

        var document = await DocumentAsync(store);

        var security = (JsonArray?)document["paths"]![path]!["get"]!["security"] ?? [];
        Assert.Equal(expected, string.Join(", ", security.SelectMany(one => one!.AsObject())
            .Select(one => $"{one.Key}: {string.Join(' ', one.Value!.AsArray().Select(scope => (string?)scope))}")));
    }

    [Fact]
    public async Task Required_schemes_are_described_with_the_headers_of_the_app()
    {
        await using var store = await OpenAsync();

        var schemes = (await DocumentAsync(store))["components"]!["securitySchemes"]!.AsObject();

        Assert.Equal(["ApiKey", "Partners", "PublishableApiKey"], schemes.Select(scheme => scheme.Key).Order(StringComparer.Ordinal));
        Assert.Equal("bearer", (string?)schemes["Partners"]!["scheme"]);
        Assert.Contains("X-Partner-Key", (string?)schemes["Partners"]!["description"], StringComparison.Ordinal);
        Assert.Equal("x-publishable-api-key", (string?)schemes["PublishableApiKey"]!["name"]);
    }

    private static Task<Store> OpenAsync() => Store.OpenAsync(
        services =>
        {
            services.AddOpenApi(options => options.AddApiKeySecurity());
            services.AddAuthentication().AddApiKeys("Partners", options => options.HeaderName = "X-Partner-Key");
            services.AddAuthorizationBuilder().AddPolicy("partners", policy => policy.RequireApiKeyScope("partners:read", "Partners"));
        },
        app =>
        {
            app.MapOpenApi();
            app.MapGet("/gated", () => "").RequireApiKey("orders:read");
            app.MapGet("/storefront", () => "").RequireApiKey(type: ApiKeyType.Publishable);
            app.MapGet("/scoped", () => "").RequireApiKeyScope("orders:write");
            app.MapGet("/policy", () => "").RequireAuthorization("partners");
            app.MapGet("/attribute", [Authorize(AuthenticationSchemes = "Partners")] () => "");
            app.MapGet("/default", () => "").RequireAuthorization();
            app.MapGet("/anonymous", () => "").RequireAuthorization("partners").AllowAnonymous();
            app.MapGet("/open", () => "");
        });

    private static async Task<JsonNode> DocumentAsync(Store store) => JsonNode.Parse((await store.AskAsync("/openapi/v1.json")).Body)!;
}
