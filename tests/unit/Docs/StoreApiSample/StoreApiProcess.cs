using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ApiKeys.UnitTests.Docs.StoreApiSample;

/// <summary>The sample as a process of its own, on a free port.</summary>
internal sealed partial class StoreApiProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StoreApiProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The sample ended.\n{Output}"));
    }

    public string Output => string.Join('\n', _output);

    public static async Task<(StoreApiProcess Process, Uri Address)> StartAsync(string assembly, IReadOnlyDictionary<string, string> settings)
    {
        var start = DotnetCommand.Prepare(assembly, "--urls", "http://127.0.0.1:0");
        start.WorkingDirectory = Path.GetDirectoryName(assembly);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = new StoreApiProcess(start);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return (process, await process._address.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)")]
    private static partial Regex Listening();

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (Listening().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(new Uri(match.Groups["address"].Value));
        }
    }
}
