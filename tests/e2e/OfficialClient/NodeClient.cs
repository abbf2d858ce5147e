using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ApiKeys.E2ETests.OfficialClient;

/// <summary>A Node package that lies beside the tests: its dependencies are installed and its tests run, in a folder of its own.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-node-");

    private NodeClient()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "OfficialClient", "client")))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }
    }

    /// <summary>Null where a tool is missing.</summary>
    public static async Task<NodeClient?> InstallAsync(CancellationToken cancellationToken)
    {
        var client = new NodeClient();
        var (code, output) = await client.RunAsync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], [], cancellationToken);
        if (code is null)
        {
            client.Dispose();
            return null;
        }

        Assert.True(code == 0, $"npm install failed: {output}");
        return client;
    }

    public async Task<(int? Code, string Output)> TestAsync(IEnumerable<(string Name, string Value)> environment, CancellationToken cancellationToken) =>
        await RunAsync("node", ["--test", "--test-reporter=spec", "life.test.mjs"], environment, cancellationToken);

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int? Code, string Output)> RunAsync(
        string program, string[] arguments, IEnumerable<(string Name, string Value)> environment, CancellationToken cancellationToken)
    {
        // On Windows npm is a script, which only a shell starts.
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd.exe", ["/c", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (_folder.FullName, true, true);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return (null, "");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, output.ToString());
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
