using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints.OpenApi;

/// <summary>The document says what the routes do: no route that it leaves out, no field that is not taken, no member that does not come.</summary>
public sealed class ApiDocumentTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";

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
    public async Task Every_route_is_in_the_document_and_nothing_else()
    {
        var routes = fixture.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => Prefixes.Any(prefix => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}".StartsWith(prefix + "/", StringComparison.Ordinal)))
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Where(method => method != "HEAD")
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .ToList();

        var operations = from path in (await ReadAsync())["paths"]!.AsObject()
                         from operation in path.Value!.AsObject()
                         select $"{operation.Key.ToUpperInvariant()} {path.Key}";

        Assert.NotEmpty(routes);
        Assert.Equal(routes.Order(StringComparer.Ordinal), operations.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_operation_is_named_once_tells_its_errors_and_who_may_call()
    {
        var document = await ReadAsync();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();

        Assert.Equal("3.1.1", (string?)document["openapi"]);
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
                var body = new SchemaCheck(document).Resolve(operation!["requestBody"]?["content"]?["application/json"]?["schema"]);
                var fields = body?["properties"]?.AsObject().Select(property => property.Key) ?? [];
                var parameters = (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => (string)parameter!["name"]!);

                // One by one: an answer tells of three problems at most.
                refused.AddRange(await RefusedAsync(target, [.. fields.Select(name => ("", new JsonObject { [name] = null })), .. parameters.Select(name => ($"?{name}=", new JsonObject()))]));
            }
        }

        Assert.Empty(refused);
    }

    [Fact]
    public async Task A_field_of_a_body_takes_null_only_where_its_schema_says_so()
    {
        var document = await ReadAsync();
        var check = new SchemaCheck(document);
        var wrong = new List<string>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            var content = methods!["post"]?["requestBody"]?["content"]?["application/json"];
            foreach (var (name, field) in check.Resolve(content?["schema"])?["properties"]?.AsObject() ?? [])
            {
                var target = path.Replace("{id}", "apk_none", StringComparison.Ordinal).Replace("{provider}", "emailpass", StringComparison.Ordinal);
                var body = content!["example"]?.DeepClone() ?? new JsonObject();
                body[name] = null;

                var answer = await fixture.Owner.PostAsync(target, body);

                var isRefused = answer.Message.Contains($"field '{name}'", StringComparison.Ordinal)
                    || answer.Message.StartsWith(name, StringComparison.OrdinalIgnoreCase);
                if (isRefused != check.Differences(field!, null, name).Any())
                {
                    wrong.Add($"{path} {name}: {answer.Message}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Each_operation_with_a_body_says_that_a_compressed_one_is_refused()
    {
        var silent = new List<string>();
        var withBody = 0;
        foreach (var (path, methods) in (await ReadAsync())["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject().Where(pair => pair.Value!["requestBody"] is not null))
            {
                withBody++;
                if ((string?)operation!["responses"]!["415"]?["content"]?["application/json"]?["example"]?["code"] != "unsupported_encoding")
                {
                    silent.Add($"{method} {path}");
                }
            }
        }

        Assert.NotEqual(0, withBody);
        Assert.Empty(silent);
    }

    [Fact]
    public async Task Answers_are_as_their_schemas_say()
    {
        var check = new SchemaCheck(await ReadAsync());
        var created = await fixture.Owner.PostAsync(Keys, new { title = "Documented", type = "secret" });
        var id = (string)created.Key["id"]!;
        var all = string.Join(',', SelectableMembers.Of(typeof(ApiKeyJson)).All.Select(name => "%2B" + name));
        var channel = await fixture.Owner.PostAsync("/admin/sales-channels", new { name = "Documented", metadata = new { a = 1 } });
        var channelId = (string)channel.Body["sales_channel"]!["id"]!;
        var linked = await fixture.Owner.CreateAsync("Documented", "publishable");
        (string Schema, ApiAnswer Answer)[] answers =
        [
            ("CreatedApiKeyAnswer", created),
            ("ApiKeyAnswer", await fixture.Owner.PostAsync($"{Keys}/{linked["id"]}/sales-channels", new { add = new[] { channelId } })),
            ("ApiKeyAnswer", await fixture.Owner.GetAsync($"{Keys}/{linked["id"]}?fields=*sales_channels,{all}")),
            ("ApiKeyAnswer", await fixture.Owner.GetAsync($"{Keys}/{id}")),
            ("ApiKeyAnswer", await fixture.Owner.GetAsync($"{Keys}/{id}?fields=id")),
            ("ApiKeyListAnswer", await fixture.Owner.GetAsync(Keys)),
            ("ApiKeyListAnswer", await fixture.Owner.GetAsync(Keys + "?fields=status")),
            ("SalesChannelAnswer", channel),
            ("SalesChannelAnswer", await fixture.Owner.GetAsync($"/admin/sales-channels/{channelId}?fields=name,*publishable_api_keys")),
            ("SalesChannelListAnswer", await fixture.Owner.GetAsync("/admin/sales-channels")),
            ("UserAnswer", await fixture.Owner.GetAsync("/admin/users/me")),
            ("UserAnswer", await fixture.Owner.GetAsync("/admin/users/me?fields=email")),
            ("ProvidersAnswer", await fixture.Owner.GetAsync("/auth/user/providers")),
            ("VerifyAnswer", await fixture.Owner.PostAsync(Keys + "/verify", new { token = (string)created.Key["token"]! })),
            ("VerifyAnswer", await fixture.Owner.PostAsync(Keys + "/verify", new { token = "none" })),
            ("RolledApiKeyAnswer", await fixture.Owner.PostAsync($"{Keys}/{id}/roll", new { revoke_in = 3600 })),
            ("ActivatedApiKeyAnswer", await ActivateReplacementAsync()),
            ("RevokedApiKeyAnswer", await fixture.Owner.PostAsync($"{Keys}/{id}/revoke")),
            ("RevokedApiKeysAnswer", await fixture.Owner.PostAsync(Keys + "/revoke", new { ids = new[] { (string)linked["id"]! } })),
            ("ApiKeyAnswer", await fixture.Owner.GetAsync($"{Keys}/{id}?fields={all}")),
            ("DeletedAnswer", await fixture.Owner.DeleteAsync($"{Keys}/{id}")),
            ("Error", await fixture.Owner.GetAsync($"{Keys}/{id}")),
        ];

        Assert.Empty(answers.SelectMany(pair => check.Differences(pair.Schema, pair.Answer.Body)));
    }

    private async Task<ApiAnswer> ActivateReplacementAsync()
    {
        var old = await fixture.Owner.CreateAsync("Documented");
        var replacement = await fixture.Owner.PostAsync($"{Keys}/{old["id"]}/roll", new { confirm = true });
        return await fixture.Owner.PostAsync($"{Keys}/{replacement.Key["id"]}/activate");
    }

    /// <summary>Each is written by what writes the answers, so an answer that changes changes it too, and then it no longer fits.</summary>
    [Fact]
    public async Task Each_answer_and_each_error_has_an_example_that_is_as_its_schema_says()
    {
        var document = await ReadAsync();
        var check = new SchemaCheck(document);
        var wrong = new List<string>();
        foreach (var (name, status, answer) in Answers(document))
        {
            var content = answer["content"]!["application/json"]!;
            wrong.AddRange(content["example"] is { } example ? check.Differences(content["schema"]!, example, $"{name} {status}") : [$"{name} {status} has no example"]);
            if (status != "200" && content["example"]?["status"]?.ToString() != status)
            {
                wrong.Add($"{name} {status} tells of another status");
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>An example shows a route's whole answer: what a call without <c>fields</c> gets.</summary>
    [Fact]
    public async Task Examples_have_the_members_of_the_answers()
    {
        var document = await ReadAsync();
        var examples = Answers(document).Where(answer => answer.Status == "200")
            .ToDictionary(answer => answer.Operation, answer => answer.Answer["content"]!["application/json"]!["example"]!);
        var created = await fixture.Owner.PostAsync(Keys, new { title = "Exemplary", type = "secret" });
        var path = $"{Keys}/{created.Key["id"]}";
        (string Operation, ApiAnswer Answer)[] answers =
        [
            ("createApiKey", created),
            ("retrieveApiKey", await fixture.Owner.GetAsync(path)),
            ("listApiKeys", await fixture.Owner.GetAsync(Keys)),
            ("updateApiKey", await fixture.Owner.PostAsync(path, new { title = "New" })),
            ("verifyToken", await fixture.Owner.PostAsync(Keys + "/verify", new { token = (string)created.Key["token"]! })),
            ("createSalesChannel", await fixture.Owner.PostAsync("/admin/sales-channels", new { name = "Exemplary" })),
            ("retrieveMe", await fixture.Owner.GetAsync("/admin/users/me")),
            ("revokeApiKey", await fixture.Owner.PostAsync(path + "/revoke")),
            ("deleteApiKey", await fixture.Owner.DeleteAsync(path)),
        ];

        Assert.All(answers, pair => Assert.Equal(Shape(pair.Answer.Body), Shape(examples[pair.Operation])));
    }

    // Names down to where lists and free objects begin.
    private static string Shape(JsonNode? answer) => answer is JsonObject members
        ? $"{{{string.Join(',', members.Select(member => member.Key + (member.Key == "metadata" ? "" : Shape(member.Value))))}}}"
        : "";

    private static IEnumerable<(string Operation, string Status, JsonNode Answer)> Answers(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from response in operation.Value!["responses"]!.AsObject()
        select ((string)operation.Value!["operationId"]!, response.Key, response.Value!);

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
