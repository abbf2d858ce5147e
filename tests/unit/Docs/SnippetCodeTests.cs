using ApiKeys.Admin.Components.Keys.Dialogs.Reveal;
using ApiKeys.Admin.Components.Overview;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Docs;

/// <summary>The C# that the dashboard offers to copy stands here too, so that it compiles.</summary>
public sealed class SnippetCodeTests
{
    [Fact]
    public void Code_that_the_dashboard_offers_is_the_code_that_compiles()
    {
        var source = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/unit/Docs/SnippetCodeTests.cs"));

        Assert.Equal(FirstCode.Text, Region(source, "first"));
        Assert.Equal(TokenSnippet.CSharp, Region(source, "call"));
    }

    private static string Region(string source, string name)
    {
        var start = $"        // shown: {name}\n";
        var from = source.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var code = source[from..source.IndexOf("        // shown: end\n", from, StringComparison.Ordinal)];
        return string.Join('\n', code.TrimEnd('\n').Split('\n').Select(line => line[8..]));
    }

    internal static void First(string[] args)
    {
        // shown: first
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddApiKeys().UseSqlite(builder.Configuration.GetConnectionString("ApiKeys")!);
        var app = builder.Build();
        app.MapGet("/orders", (HttpContext context) => $"Hello, {context.GetApiKey()!.Title}").RequireApiKey();
        app.Run();
        // shown: end
    }

    internal static async Task CallAsync()
    {
        // shown: call
        using var http = new HttpClient { BaseAddress = new Uri("https://store.example") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("STORE_API_KEY"));
        Console.WriteLine(await http.GetStringAsync("/orders"));
        // shown: end
    }
}
