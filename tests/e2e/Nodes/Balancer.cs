using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.Operations;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>Two nodes behind an nginx with the configuration of docs/deployment.</summary>
public sealed partial class Balancer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-nginx-");
    private readonly Cluster _cluster = new(2, new Dictionary<string, string> { ["Proxy__Addresses"] = "127.0.0.1" });
    private readonly int _port = FreePort();
    private Process? _nginx;

    /// <summary>Where Debian has it is on no path but root's.</summary>
    private static readonly string? Program =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);

    internal string Address => $"http://localhost:{_port}";

    internal static void SkipWhereThereIsNone()
    {
        Cluster.SkipWhereThereIsNone();
        Assert.SkipWhen(Program is null, "No nginx found. Install it (Debian: apt-get install nginx).");
    }

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        if (_cluster.Nodes.Count == 0 || Program is null)
        {
            return;
        }

        var file = Path.Combine(_folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "nginx.conf"))));
        _nginx = Process.Start(new ProcessStartInfo(Program, ["-p", _folder.FullName, "-c", file, "-g", "daemon off;"]) { RedirectStandardError = true })!;
        await Eventually.TrueAsync(AnswersAsync, $"nginx answers at {Address}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            _nginx.Kill(entireProcessTree: true);
            await _nginx.WaitForExitAsync();
            _nginx.Dispose();
        }

        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The node that was asked last.</summary>
    internal Node Serving()
    {
        var last = File.ReadAllLines(Path.Combine(_folder.FullName, "access.log")).Last(line => line.Length > 1).Split(", ")[^1];
        return _cluster.Nodes.Single(node => Port(node) == last.Split(':')[^1]);
    }

    internal Task RestartAsync(Node node) => node.RestartAsync(_cluster.Bearer);

    [GeneratedRegex(@"^\s*(ssl_certificate|ssl_certificate_key)\s.*$", RegexOptions.Multiline)]
    private static partial Regex Certificates();

    private static string Port(Node node) => new Uri(node.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The documented file with these nodes, this port and no certificate; around it what a distribution's own nginx.conf brings.
    private string Configuration(string documented)
    {
        var site = Certificates().Replace(documented, "")
            .Replace("10.0.0.11:5080", $"127.0.0.1:{Port(_cluster.Nodes[0])}", StringComparison.Ordinal)
            .Replace("10.0.0.12:5080", $"127.0.0.1:{Port(_cluster.Nodes[1])}", StringComparison.Ordinal)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{_port};", StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.", site, StringComparison.Ordinal);
        return $$"""
            pid nginx.pid;
            error_log error.log;
            events { }
            http {
                log_format upstream '$upstream_addr';
                access_log access.log upstream;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
            {{site}}
            }
            """;
    }

    private async Task<bool> AnswersAsync()
    {
        using var http = new HttpClient();
        try
        {
            using var response = await http.GetAsync(new Uri($"{Address}/sign-in"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
