using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints.OpenApi;

/// <summary>The document says what the routes do: no route without a text, no text without a route, no field that is not taken, no member that does not come.</summary>
public sealed class ApiDocumentTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly string[] Prefixes = ["/admin", "/auth", "/store", "/api-keys"];

    [Theory]
    [InlineData(ApiDocument.Path)]
    [InlineData(ApiReferencePage.Path)]
    public async Task Only_those_who_are_signed_in_read_it(string path)
    {
        var stranger = fixture.App.Open();
        var owner = await fixture.App.OpenSignedInAsync();

        using var refused = await stranger.GetAsync(path);
        using var read = await owner.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, refused.StatusCode);
        Assert.StartsWith("/sign-in", stranger.Target(refused), StringComparison.Ordinal);
        Assert.Contains(read.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.Redirect });
    }

    [Fact]
    public void Every_route_has_a_text_and_every_text_a_route()
    {
        var routes = fixture.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Prefixes.Any(prefix => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}".StartsWith(prefix + "/", StringComparison.Ordinal)))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Where(method => method != "HEAD")
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"));

        Assert.Equal(OperationTexts.All.Keys.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_operation_is_named_once_tells_its_errors_and_who_may_call()
    {
        var document = await ReadAsync();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();

        Assert.Equal("3.1.1", (string?)document["openapi"]);
        Assert.Equal(OperationTexts.All.Count, operations.Count);
        Assert.Equal(operations.Count, operations.Select(operation => (string?)operation["operationId"]).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotNull(operation["summary"]);
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('4'));
            Assert.NotNull(operation["security"]);
        });
    }

    /// <summary>A route refuses a field that it doesn't know, so what it doesn't refuse so it knows.</summary>
    [Fact]
    public async Task Each_field_of_a_body_and_each_parameter_is_taken_by_its_route()
    {
        var document = await ReadAsync();
        var refused = new List<string>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var target = (new HttpMethod(method.ToUpperInvariant()), path.Replace("{id}", "apk_none", StringComparison.Ordinal).Replace("{provider}", "emailpass", StringComparison.Ordinal));
                var body = SchemaOf(document, operation!["requestBody"]?["content"]?["application/json"]?["schema"]);
                var fields = body?["properties"]?.AsObject().Select(property => property.Key) ?? [];
                var parameters = (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!);

                // One by one: an answer tells of three problems at most.
                refused.AddRange(await RefusedAsync(target, [.. fields.Select(name => ("", new JsonObject { [name] = null })), .. parameters.Select(name => ($"?{name}=", new JsonObject()))]));
            }
        }

        Assert.Empty(refused);
    }

    [Fact]
    public async Task Answers_have_the_members_of_their_schemas()
    {
        var document = await ReadAsync();
        var created = await fixture.Owner.PostAsync("/admin/api-keys", new { title = "Documented", type = "secret" });
        var id = (string)created.Key["id"]!;
        var channel = await fixture.Owner.PostAsync("/admin/sales-channels", new { name = "Documented" });
        (string Schema, JsonNode Answer)[] answers =
        [
            ("ApiKeyAnswer", created.Body),
            ("ApiKeyAnswer", (await fixture.Owner.GetAsync($"/admin/api-keys/{id}")).Body),
            ("ApiKeyAnswer", (await fixture.Owner.GetAsync($"/admin/api-keys/{id}?fields={string.Join(',', KeyMembers.All.Names.Select(name => "%2B" + name))}")).Body),
            ("ApiKeyListAnswer", (await fixture.Owner.GetAsync("/admin/api-keys")).Body),
            ("SalesChannelAnswer", channel.Body),
            ("SalesChannelListAnswer", (await fixture.Owner.GetAsync("/admin/sales-channels")).Body),
            ("RevokedApiKeyAnswer", (await fixture.Owner.PostAsync($"/admin/api-keys/{id}/revoke")).Body),
            ("DeletedAnswer", (await fixture.Owner.DeleteAsync($"/admin/api-keys/{id}")).Body),
            ("Error", (await fixture.Owner.GetAsync($"/admin/api-keys/{id}")).Body),
        ];

        Assert.All(answers, pair => AssertMatches(document, document["components"]!["schemas"]![pair.Schema]!, pair.Answer, pair.Schema));
    }

    private static void AssertMatches(JsonNode document, JsonNode schema, JsonNode? answer, string place)
    {
        schema = SchemaOf(document, schema)!;
        switch (answer)
        {
            case JsonObject members when schema["properties"] is JsonObject properties:
                Assert.Empty(members.Select(member => member.Key).Except(properties.Select(property => property.Key)).Select(name => $"{place}.{name} is in no schema"));
                Assert.Empty(schema["required"]?.AsArray().Select(name => (string)name!).Except(members.Select(member => member.Key)).Select(name => $"{place}.{name} is not there") ?? []);
                Assert.All(members, member => AssertMatches(document, properties[member.Key]!, member.Value, $"{place}.{member.Key}"));
                break;
            case JsonArray items:
                Assert.All(items, item => AssertMatches(document, schema["items"]!, item, place + "[]"));
                break;
            case JsonValue value when schema["enum"] is JsonArray allowed:
                Assert.Contains(value.ToString(), allowed.Select(name => name!.ToString()));
                break;
        }
    }

    /// <summary>The schema itself, wherever it is written.</summary>
    private static JsonNode? SchemaOf(JsonNode document, JsonNode? schema) => schema switch
    {
        null => null,
        _ when (string?)schema["$ref"] is { } reference => document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]],
        _ when schema["oneOf"] is JsonArray choices => SchemaOf(document, choices.First(choice => choice!["$ref"] is not null)),
        _ => schema,
    };

    private async Task<IEnumerable<string>> RefusedAsync((HttpMethod Method, string Path) target, IReadOnlyList<(string Query, JsonObject Body)> tries)
    {
        var refused = new List<string>();
        foreach (var (query, body) in tries)
        {
            var answer = await fixture.Owner.SendAsync(new HttpRequestMessage(target.Method, target.Path + query)
            {
                Content = target.Method == HttpMethod.Post ? new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json") : null,
            });
            if (answer.Message.Contains("Unrecognized", StringComparison.Ordinal))
            {
                refused.Add($"{target.Method} {target.Path}: {answer.Message}");
            }
        }

        return refused;
    }

    private async Task<JsonNode> ReadAsync()
    {
        var owner = await fixture.App.OpenSignedInAsync();
        using var response = await owner.GetAsync(ApiDocument.Path);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
