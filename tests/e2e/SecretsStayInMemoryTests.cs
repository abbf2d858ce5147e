using System.Collections.Concurrent;
using System.Diagnostics;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.E2ETests;

public sealed partial class SecretsStayInMemoryTests(BrowserFixture browsers) : Journey(browsers)
{
    // As much as an operator can ask for.
    private static readonly (string Key, string Value)[] LogEverything =
    [
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
        ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace"),
    ];

    [Fact]
    public async Task No_secret_of_a_full_run_is_in_the_database_the_logs_the_traces_or_an_address()
    {
        using var traces = new TraceRecorder();
        var addresses = new ConcurrentQueue<string>();
        var server = Keep(AdminServer.StartWith(Person.Olga, LogEverything));
        var page = await OpenSignedInAsync(server, Person.Olga);
        page.Context.Request += (_, request) => addresses.Enqueue(request.Url);
        page.FrameNavigated += (_, frame) => addresses.Enqueue(frame.Url);

        var secrets = await RunAsync(server, page);
        var control = await PlantAsync(server);

        var files = Directory.GetFiles(Path.GetDirectoryName(server.DatabaseFile)!).Select(ReadShared).ToList();
        var logs = server.Logs.GetSnapshot().Select(Everything).ToList();
        Assert.Contains(server.Logs.GetSnapshot(), record => record.Level is LogLevel.Trace);
        Assert.Contains(files, control.IsIn);
        Assert.Contains(logs, control.IsIn);
        Assert.Contains(traces.Texts, control.IsIn);
        Assert.All(secrets.Select(secret => new SecretSearch(secret)), secret =>
        {
            Assert.DoesNotContain(files, secret.IsIn);
            Assert.DoesNotContain(logs, secret.IsIn);
            Assert.DoesNotContain(traces.Texts, secret.IsIn);
            Assert.DoesNotContain(addresses, secret.IsIn);
        });
    }

    /// <summary>Everything that ever handles a secret: made, copied, confirmed, discarded, rolled, checked, used, mistaken for other things.</summary>
    private static async Task<List<string>> RunAsync(AdminServer server, IPage page)
    {
        var secrets = new List<string>();
        var list = await KeyListPage.OpenAsync(page);
        var reveal = await (await list.CreateAsync()).CreateSecretAsync("Kept");
        secrets.Add(await reveal.TokenAsync());
        await reveal.Copy.ClickAsync();
        await Expect(reveal.CopyState).ToHaveTextAsync("Copied token");
        await reveal.ConfirmAsync();
        reveal = await (await list.CreateAsync()).CreateSecretAsync("Discarded");
        secrets.Add(await reveal.TokenAsync());
        await reveal.FinishAsync("Discard key");

        var key = await list.OpenKeyAsync("Kept");
        await key.ActAsync("Roll key");
        reveal = await (await RollKeyDialog.ForAsync(page, "Kept")).RollAsync("At once");
        secrets.Add(await reveal.TokenAsync());
        await reveal.ConfirmAsync();

        var check = await CheckPage.OpenAsync(page);
        await check.SaysAsync(secrets[0], "Revoked");
        await check.SaysAsync(secrets[1], "Unknown");
        await check.SaysAsync(secrets[2], "Valid");
        await check.SaysAsync(secrets[2][..^1], "Mistyped or cut short");
        list = await KeyListPage.OpenAsync(page);
        await list.Search.FillAsync(secrets[2]);
        await Expect(list.Titles).ToHaveTextAsync(["Kept"]);

        foreach (var secret in secrets)
        {
            await server.AuthenticateAsync(secret);
            await server.AuthenticateAsync(secret, ApiKeyType.Publishable);
            await server.Keys.RetrieveAsync(secret, Cancelled);
        }

        server.Clock.Turn(TimeSpan.FromMinutes(1));
        return secrets;
    }

    /// <summary>A token that is public is where the secrets must not be: proof that they would be found.</summary>
    private static async Task<SecretSearch> PlantAsync(AdminServer server)
    {
        var token = (await server.CreateAsync("Public", ApiKeyType.Publishable)).Key.PublicToken!;
        Control(server.Services.GetRequiredService<ILogger<SecretsStayInMemoryTests>>(), token);
        using var source = new ActivitySource("control");
        source.StartActivity("control")?.SetTag("token", token).Dispose();
        return new SecretSearch(token);
    }

    [LoggerMessage(1, LogLevel.Information, "{Token}")]
    private static partial void Control(ILogger logger, string token);

    private static string Everything(FakeLogRecord record) => string.Join(
        ' ',
        [
            record.Category, record.Message, record.Exception?.ToString(),
            .. record.StructuredState?.Select(pair => $"{pair.Key}={pair.Value}") ?? [], .. record.Scopes.Select(scope => scope?.ToString()),
        ]);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
