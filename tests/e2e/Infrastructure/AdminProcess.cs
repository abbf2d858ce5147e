using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>The product as a process of its own, started from a folder that is not its own.</summary>
internal sealed partial class AdminProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AdminProcess(IEnumerable<string> command, string dataFile, string workingFolder, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__ApiKeys"] = $"Data Source={dataFile}";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    public int Id => _process.Id;

    public string Output => string.Join('\n', _output);

    public string Address => $"http://localhost:{Port().Match(Output).Groups["port"].Value}";

    public string SetupCode => SetupLine().Match(Output).Groups["code"].Value;

    public string SetupAddress => SetupLine().Match(Output).Groups["address"].Value;

    /// <summary>Publishes the product as it was built for this test run.</summary>
    public static async Task PublishAsync(string folder)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string[] arguments =
        [
            "publish", Path.Combine(RepositoryFiles.Root, "src", "ApiKeys.Admin"), "--no-build", "--configuration", configuration, "--output", folder, "--nologo",
            "-nodeReuse:false", "-p:MinVerSkip=true",
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, output);
    }

    /// <summary>Starts the product as it was published.</summary>
    public static Task<AdminProcess> StartAsync(string folder, string dataFile, string workingFolder) =>
        StartAsync([Path.Combine(folder, "ApiKeys.Admin.dll")], dataFile, workingFolder, new Dictionary<string, string>());

    /// <summary>Starts the product as it was built for this test run, where it finds this assembly too if a setting tells it to look.</summary>
    /// <remarks>Settings come last: one may name another database.</remarks>
    public static Task<AdminProcess> StartBuiltAsync(string dataFile, string workingFolder, IReadOnlyDictionary<string, string> settings)
    {
        var folder = AppContext.BaseDirectory;
        string[] command =
        [
            "exec",
            "--depsfile", Path.Combine(folder, "ApiKeys.E2ETests.deps.json"),
            "--runtimeconfig", Path.Combine(folder, "ApiKeys.Admin.runtimeconfig.json"),
            Path.Combine(folder, "ApiKeys.Admin.dll"),
        ];
        return StartAsync(command, dataFile, workingFolder, settings);
    }

    private static async Task<AdminProcess> StartAsync(
        IEnumerable<string> command, string dataFile, string workingFolder, IReadOnlyDictionary<string, string> settings)
    {
        var admin = new AdminProcess(command, dataFile, workingFolder, settings);
        admin._process.Start();
        admin._process.BeginOutputReadLine();
        admin._process.BeginErrorReadLine();
        var exited = admin._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(admin._started.Task, exited);
        Assert.True(first == admin._started.Task, $"It ended instead of starting:\n{admin.Output}");
        return admin;
    }

    /// <summary>As kill -9 does: nothing in the process gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Port();

    [GeneratedRegex(@"^Set up ApiKeys at (?<address>\S+) with the code (?<code>\S+)$", RegexOptions.Multiline)]
    private static partial Regex SetupLine();

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.Contains("Application started", StringComparison.Ordinal))
        {
            _started.TrySetResult();
        }
    }
}
