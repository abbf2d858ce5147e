using System.Net;
using System.Net.Sockets;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>A wire between a process and a server, which can be cut: what is sent then arrives nowhere, and no end hears of it.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private volatile IPEndPoint _target;
    private volatile TaskCompletionSource _whole = Completed();

    public TcpProxy(IPEndPoint target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How long each piece is under way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Lets nothing through any more, in either direction; connections stay as they are.</summary>
    public void Cut() => _whole = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held up arrives now, as from a network that is back.</summary>
    public void Mend() => _whole.TrySetResult();

    /// <summary>Leads new connections elsewhere.</summary>
    public void LeadTo(IPEndPoint target) => _target = target;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var whole = new TaskCompletionSource();
        whole.SetResult();
        return whole;
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ConnectAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                await _whole.Task.WaitAsync(_ending.Token);
                await far.ConnectAsync(_target, _ending.Token);
                (near.NoDelay, far.NoDelay) = (true, true);
                await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // One end is gone, so the other is let go too.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _ending.Token) is > 0 and var count)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, TimeProvider.System, _ending.Token);
                }

                await _whole.Task.WaitAsync(_ending.Token);
                await to.WriteAsync(buffer.AsMemory(0, count), _ending.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // As above.
        }
    }
}
