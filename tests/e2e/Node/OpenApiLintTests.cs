using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.Node;

/// <summary>A public linter finds nothing in the OpenAPI document, by its recommended rules.</summary>
public sealed class OpenApiLintTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task The_document_is_clean()
    {
        using var linter = await NodePackage.InstallAsync("openapi-lint", Cancelled);
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var document = await page.APIRequest.GetAsync(ApiDocument.Path);
        await File.WriteAllBytesAsync(Path.Combine(linter.Folder, "openapi.json"), await document.BodyAsync(), Cancelled);

        var (code, output) = await linter.RunAsync(
            "node", ["node_modules/@redocly/cli/bin/cli.js", "lint", "openapi.json", "--max-problems=50"], [("REDOCLY_TELEMETRY", "off")], Cancelled);

        Assert.True(code == 0, output);
        Assert.Contains("Your API description is valid", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_to_read_it_has_our_looks_calls_as_its_reader_and_asks_nobody_else()
    {
        // It asks whether it may compile code, and does without when it may not.
        Watch.Expect("script-src eval");
        Watch.Expect("'unsafe-eval' is not an allowed source");
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var elsewhere = new List<string>();
        page.Request += (_, request) => elsewhere.AddRange(request.Url.StartsWith(server.Address, StringComparison.Ordinal) ? [] : [request.Url]);

        await page.GotoAsync(ApiReferencePage.Path);

        await page.GetByRole(AriaRole.Link, new() { Name = "Create a key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Create a key" }).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Verify a token" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Test Request.*verify") }).ClickAsync();
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Send") }).First.ClickAsync(),
            response => response.Url.EndsWith("/admin/api-keys/verify", StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("\"Inter Variable\"", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).fontFamily"), StringComparison.Ordinal);
        Assert.Empty(elsewhere);
    }
}
