using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Docs.StoreApiSample;

/// <summary>The module is of use as a package: the sample takes it as one, and does what its guide says.</summary>
public sealed class SamplePackageTests(StoreApiPackage package) : IClassFixture<StoreApiPackage>
{
    private static readonly string[] Foreign = ["Azure", "Microsoft.Identity", "SqlClient", "SqlServer", "Npgsql", "PostgreSql"];

    [Theory]
    [InlineData("ApiKeys.Workflows", "Microsoft.EntityFrameworkCore.Relational", "Microsoft.Extensions.Diagnostics", "Microsoft.Extensions.Hosting.Abstractions", "Ulid")]
    [InlineData("ApiKeys.Module", "ApiKeys.Workflows", "Microsoft.AspNetCore.OpenApi", "OpenTelemetry.Api.ProviderBuilderExtensions", "System.IO.Hashing", "framework Microsoft.AspNetCore.App")]
    [InlineData("ApiKeys.Module.Sqlite", "ApiKeys.Module", "Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("ApiKeys.Module.PostgreSql", "ApiKeys.Module", "Npgsql.EntityFrameworkCore.PostgreSQL")]
    [InlineData("ApiKeys.Module.SqlServer", "ApiKeys.Module", "Microsoft.EntityFrameworkCore.SqlServer")]
    public async Task Package_holds_its_library_and_depends_on_nothing_else(string id, params string[] dependencies)
    {
        await using var archive = await ZipFile.OpenReadAsync(package.PathOf(id), TestContext.Current.CancellationToken);
        await using var symbols = await ZipFile.OpenReadAsync(package.PathOf(id, "snupkg"), TestContext.Current.CancellationToken);
        await using var nuspec = await archive.GetEntry($"{id}.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        var metadata = (await XDocument.LoadAsync(nuspec, LoadOptions.None, TestContext.Current.CancellationToken)).Root!.Elements().Single();
        string? Fact(string name) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
        IEnumerable<XElement> All(string name) => metadata.Descendants().Where(element => element.Name.LocalName == name);

        Assert.Equal(
            [$"{id}.nuspec", "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"],
            archive.Entries.Select(entry => entry.FullName).Where(name => !IsEnvelope(name)).Order(StringComparer.Ordinal));
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{id}.pdb");
        Assert.Equal(("MIT", "README.md", "icon.png"), (Fact("license"), Fact("readme"), Fact("icon")));
        Assert.All(
            All("dependency").Where(element => ((string?)element.Attribute("id"))!.StartsWith("ApiKeys.", StringComparison.Ordinal)),
            element => Assert.Equal($"[{Fact("version")}]", (string?)element.Attribute("version")));
        Assert.Equal(
            dependencies.Order(StringComparer.Ordinal),
            All("dependency").Select(element => (string?)element.Attribute("id"))
                .Concat(All("frameworkReference").Select(element => $"framework {(string?)element.Attribute("name")}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task App_on_SQLite_restores_few_packages_and_the_client_of_no_other_database()
    {
        await using var file = File.OpenRead(package.Assets);
        using var assets = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);

        var restored = assets.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
            .Select(library => library.Name.Split('/')[0]).ToList();

        Assert.Contains("ApiKeys.Module.Sqlite", restored);
        Assert.DoesNotContain(restored, name => Foreign.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)));
        Assert.True(restored.Count < 25, $"{restored.Count} packages: {string.Join(", ", restored)}");
        Assert.InRange(
            new DirectoryInfo(Path.GetDirectoryName(package.Assembly)!).EnumerateFiles("*", SearchOption.AllDirectories).Sum(output => output.Length),
            1, 50 * 1024 * 1024);
    }

    [Fact]
    public async Task Each_route_of_the_sample_lets_in_who_should_be_let_in()
    {
        await using var module = new TestModule();
        var reader = await CreateAsync(module, ApiKeyType.Secret, "orders:read");
        var writer = await CreateAsync(module, ApiKeyType.Secret, "orders:write");
        var revoked = await CreateAsync(module, ApiKeyType.Secret, "*");
        await module.RevokeAsync(revoked.Key.Id);
        var webshop = await CreateAsync(module, ApiKeyType.Publishable);
        var channel = await module.Channels.CreateAsync(new CreateSalesChannelRequest { Name = "Webshop" }, TestModule.Dana, null, TestModule.Cancellation);
        await module.Keys.LinkSalesChannelsAsync(
            new LinkSalesChannelsRequest { Id = webshop.Key.Id, Add = [channel.Value!.Id] }, TestModule.Dana, null, TestModule.Cancellation);
        var (process, address) = await StoreApiProcess.StartAsync(package.Assembly, new Dictionary<string, string>
        {
            ["ConnectionStrings__ApiKeys"] = TemplateDatabase.ConnectionString(module.Path),
            ["Products__1__Name"] = "Tea",
            ["Products__1__InStock"] = "7",
            ["Products__1__SalesChannels__0"] = channel.Value.Id,
        });
        await using var _ = process;
        using var client = new HttpClient { BaseAddress = address };

        Assert.Equal((200, "Monday to Saturday"), await AskAsync(client, "/opening-hours", null, "days"));

        Assert.Equal((200, "7"), await AskAsync(client, "/stock/Tea", reader));
        Assert.Equal((401, "missing"), await AskAsync(client, "/stock/Tea", null, "code"));
        Assert.Equal((401, "revoked"), await AskAsync(client, "/stock/Tea", revoked, "code"));

        Assert.Equal((403, "insufficient_scope"), await OrderAsync(client, reader, "code"));
        Assert.Equal((201, "For orders:write"), await OrderAsync(client, writer, "placedBy"));
        Assert.Equal((200, "Tea"), await AskAsync(client, "/orders/1", reader, "product"));
        Assert.Equal((403, "insufficient_scope"), await AskAsync(client, "/orders/1", writer, "code"));
        Assert.Equal((401, "revoked"), await AskAsync(client, "/orders/1", revoked, "code"));

        Assert.Equal((200, """["Tea"]"""), await AskAsync(client, "/products", webshop));
        Assert.Equal((401, "missing"), await AskAsync(client, "/products", reader, "code"));

        Assert.All(new[] { reader, writer, revoked }, key => Assert.DoesNotContain(key.Token!.Reveal(), process.Output, StringComparison.Ordinal));
    }

    private static bool IsEnvelope(string name) =>
        name == "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);

    private static async Task<CreatedApiKey> CreateAsync(TestModule module, ApiKeyType type, params string[] scopes) =>
        (await module.TryCreateAsync(new CreateApiKeyRequest { Type = type, Title = $"For {string.Join(", ", scopes)}", Scopes = scopes })).Value!;

    private static Task<(int Status, string Answer)> AskAsync(HttpClient client, string path, CreatedApiKey? key, string? field = null) =>
        SendAsync(client, new HttpRequestMessage(HttpMethod.Get, path), key, field);

    private static Task<(int Status, string Answer)> OrderAsync(HttpClient client, CreatedApiKey key, string field) =>
        SendAsync(
            client, new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = JsonContent.Create(new { product = "Tea", quantity = 2 }) }, key, field);

    private static async Task<(int Status, string Answer)> SendAsync(HttpClient client, HttpRequestMessage request, CreatedApiKey? key, string? field)
    {
        if (key is { Key.Type: ApiKeyType.Publishable })
        {
            request.Headers.Add("x-publishable-api-key", key.Token!.Reveal());
        }
        else if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Token!.Reveal());
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var answer = field is null ? body : JsonDocument.Parse(body).RootElement.GetProperty(field).ToString();
        return ((int)response.StatusCode, answer);
    }
}
