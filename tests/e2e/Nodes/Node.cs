using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ApiKeys.E2ETests.Infrastructure;
using Npgsql;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>One process of several on one database, with a wire of its own to it.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string _folder;
    private AdminProcess? _process;

    private Node(TcpProxy wire, string connectionString, IReadOnlyDictionary<string, string> settings, string folder)
    {
        (Wire, _settings, _folder) = (wire, settings, folder);
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Port = wire.Port }.ConnectionString;
    }

    /// <summary>Between this process and the database.</summary>
    public TcpProxy Wire { get; }

    /// <summary>Calls it as an Owner who has signed in.</summary>
    public HttpClient Http { get; private set; } = null!;

    public string Output => Process.Output;

    public string Address => Process.Address;

    public int ProcessId => Process.Id;

    private AdminProcess Process => _process ?? throw new InvalidOperationException("It was not started.");

    public static Node On(string connectionString, IReadOnlyDictionary<string, string> settings, string folder)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return new Node(new TcpProxy(new IPEndPoint(IPAddress.Parse(server.Host!), server.Port)), connectionString, settings, folder);
    }

    public async Task StartAsync()
    {
        var settings = new Dictionary<string, string>(_settings)
        {
            ["Database__Provider"] = "PostgreSql",
            ["ConnectionStrings__ApiKeys"] = _connectionString,
        };
        if (_process is not null)
        {
            // Started again, it is where it was.
            settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{new Uri(Address).Port}";
        }

        _process = await AdminProcess.StartBuiltAsync("", _folder, settings);
        Http = new HttpClient { BaseAddress = new Uri(_process.Address), Timeout = TimeSpan.FromSeconds(60) };
    }

    public void Use(string bearer) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);

    /// <summary>Signs in; the token is good on every node.</summary>
    public async Task<string> SignInAsync(string email, string password)
    {
        using var response = await Http.PostAsJsonAsync("/auth/user/emailpass", new { email, password }, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["token"]!;
    }

    public async Task<JsonNode> PostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {answer}\n{Output}");
        return JsonNode.Parse(answer)!;
    }

    /// <summary>The answer, or null when it is none of success.</summary>
    public async Task<JsonNode?> TryPostAsync(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken) : null;
    }

    /// <summary>What it says to a shopper with this publishable key.</summary>
    public async Task<HttpStatusCode> TryAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/store/regions");
        request.Headers.Add("x-publishable-api-key", token);
        request.Headers.Authorization = null;
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Stops it where it stands, as a debugger, a paused machine or a long collection does.</summary>
    public void Stop() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Wake() => Signal("CONT");

    public Task KillAsync() => Process.KillAsync();

    public async Task RestartAsync(string bearer)
    {
        Http.Dispose();
        await Process.DisposeAsync();
        await StartAsync();
        Use(bearer);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            Http.Dispose();
        }

        await Wire.DisposeAsync();
    }

    private void Signal(string name)
    {
        using var kill = System.Diagnostics.Process.Start(
            new ProcessStartInfo("kill", [$"-{name}", Process.Id.ToString(CultureInfo.InvariantCulture)]))!;
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
