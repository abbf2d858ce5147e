using System.Net;
using System.Net.Sockets;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>
/// A network between a process and its database that can lose the answer to a commit, and hand the commit itself on when the process has long been told that
/// its connection is gone.
/// </summary>
internal sealed class LateCommitProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly int _serverPort;
    private readonly Func<Task> _beforeCommit;
    private bool _isArmed;

    /// <param name="serverPort">Where the server listens.</param>
    /// <param name="beforeCommit">What the lost commit waits for.</param>
    public LateCommitProxy(int serverPort, Func<Task> beforeCommit)
    {
        (_serverPort, _beforeCommit) = (serverPort, beforeCommit);
        _listener.Start();
        _ = AcceptAsync();
    }

    // To its end, which is a NUL: transactions begin with READ COMMITTED.
    private static ReadOnlySpan<byte> Commit => "COMMIT\0"u8;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether a commit was lost.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>Loses the next commit.</summary>
    public void Arm() => _isArmed = true;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            _ = PassAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _serverPort, _ending.Token);
        var (from, to) = (client.GetStream(), server.GetStream());
        var answers = to.CopyToAsync(from, _ending.Token);
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _ending.Token) is > 0 and var length)
        {
            if (_isArmed && buffer.AsSpan(0, length).IndexOf(Commit) >= 0)
            {
                (_isArmed, HasStruck) = (false, true);
                client.Dispose();
                await _beforeCommit();
                await to.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
                _ = await to.ReadAtLeastAsync(buffer, minimumBytes: 1, throwOnEndOfStream: false, _ending.Token);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, length), _ending.Token);
        }

        client.Dispose();
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
