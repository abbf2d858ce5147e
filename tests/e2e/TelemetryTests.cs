using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiKeys.E2ETests;

public sealed class TelemetryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-e2e-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_collector_that_the_environment_names_is_sent_the_figures_and_never_a_token()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectAsync(received);
        var settings = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["Setup__Admin__Email"] = Person.Olga.Email,
            ["Setup__Admin__Name"] = Person.Olga.Name,
            ["Setup__Admin__Password"] = Person.Olga.Password,
        };
        await using var admin = await AdminProcess.StartBuiltAsync(Path.Combine(_folder.FullName, "keys.db"), _folder.FullName, settings);
        var token = $"sk_shop_{new string('A', 49)}";
        using var http = new HttpClient { BaseAddress = new Uri(admin.Address) };

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/admin/api-keys?q={token}");
        request.Headers.Authorization = new("Bearer", token);
        using var refused = await http.SendAsync(request, TestContext.Current.CancellationToken);
        using var shopper = new HttpRequestMessage(HttpMethod.Get, "/store/regions");
        shopper.Headers.Add("x-publishable-api-key", token);
        using var refusedToo = await http.SendAsync(shopper, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Task.FromResult(Sent().Contains("http.server.request.duration", StringComparison.Ordinal)), "requests are counted at the collector");
        await Eventually.TrueAsync(() => Task.FromResult(Sent().Contains("apikeys.verifications", StringComparison.Ordinal)), "verifications are counted at the collector");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.DoesNotContain(token, Sent(), StringComparison.Ordinal);

        string Sent() => string.Concat(received.Values);
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/{kind}", async (string kind, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(kind, _ => Text(body), (_, before) => before + Text(body));
        });
        await app.StartAsync();
        return app;
    }

    // Names and texts stand in it as they are, whatever is around them.
    private static string Text(MemoryStream body) => Encoding.Latin1.GetString(body.ToArray());
}
