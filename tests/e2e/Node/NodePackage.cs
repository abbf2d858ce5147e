using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ApiKeys.E2ETests.Node;

/// <summary>A Node package that lies beside the tests, with its dependencies installed in a folder of its own.</summary>
internal sealed class NodePackage : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-node-");

    private NodePackage(string name)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Node", name)))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }
    }

    public string Folder => _folder.FullName;

    /// <summary>Skips the test where a tool is missing.</summary>
    public static async Task<NodePackage> InstallAsync(string name, CancellationToken cancellationToken)
    {
        var package = new NodePackage(name);
        var (code, output) = await package.RunAsync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"], [], cancellationToken);
        if (code != 0)
        {
            package.Dispose();
            Assert.SkipWhen(code is null, "Node.js with npm is not installed; CI installs both.");
            Assert.Fail($"npm install failed: {output}");
        }

        return package;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Runs a program in the package's folder. Without a code, there is no such program.</summary>
    public async Task<(int? Code, string Output)> RunAsync(
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
