using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace ApiKeys.Bench.Http;

/// <summary>The product in a process of its own, on a database that may hold many keys already, and a secret key to call it with.</summary>
internal sealed class AdminServer : IAsyncDisposable
{
    private const string Email = "bench@example.com";
    private static readonly string Password = $"{Guid.NewGuid()}";

    private readonly Process _process;

    private AdminServer(Process process, string address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>What a program with a key sends.</summary>
    public string Authorization { get; private set; } = "";

    /// <summary>What a program that a user has signed in sends.</summary>
    public string UserAuthorization { get; private set; } = "";

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that the process has.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<AdminServer> StartAsync(BenchModule module, CreatedApiKey key)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ApiKeys.Admin.dll"), "--urls", address])
        {
            RedirectStandardOutput = true,
        };
        (start.Environment["ConnectionStrings__ApiKeys"], start.Environment["Http__CallsPerMinute"]) = (module.ConnectionString, "100000000");
        start.Environment["Database__Provider"] = module.IsOnServer ? "PostgreSql" : "Sqlite";
        (start.Environment["Setup__Admin__Email"], start.Environment["Setup__Admin__Name"], start.Environment["Setup__Admin__Password"]) =
            (Email, "Bench", Password);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var server = new AdminServer(Process.Start(start)!, address);
        _ = server._process.StandardOutput.ReadToEndAsync();
        server.Authorization = $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(key.Token!.Reveal() + ":"))}";
        server.Http.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(server.Authorization);
        await server.UntilReadyAsync();
        using var signIn = await server.Http.PostAsJsonAsync("/auth/user/emailpass", new { email = Email, password = Password });
        server.UserAuthorization = $"Bearer {(string?)(await signIn.Content.ReadFromJsonAsync<JsonNode>())!["token"]}";
        return server;
    }

    public async Task<string> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return (string?)(await response.Content.ReadFromJsonAsync<JsonNode>())!["api_key"]!["id"] ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private async Task UntilReadyAsync()
    {
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var response = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new InvalidOperationException("The server did not become ready within a minute.");
    }
}
