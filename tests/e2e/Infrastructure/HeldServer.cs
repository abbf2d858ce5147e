namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Lets a test hold back what the server sends to a page, as a stopped server or a slow line does. What the page sends still arrives.</summary>
internal sealed class HeldServer
{
    private readonly Lock _gate = new();
    private readonly List<byte[]> _held = [];
    private IWebSocketRoute? _page;
    private bool _isHolding;

    /// <summary>Stands between the server and the circuits that the page opens from now on.</summary>
    public static async Task<HeldServer> StandBeforeAsync(IPage page)
    {
        var held = new HeldServer();
        await page.RouteWebSocketAsync("**/_blazor**", held.Connect);
        return held;
    }

    public void Hold()
    {
        lock (_gate)
        {
            _isHolding = true;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _isHolding = false;
            _held.ForEach(message => _page!.Send(message));
            _held.Clear();
        }
    }

    private void Connect(IWebSocketRoute page)
    {
        _page = page;
        page.ConnectToServer().OnMessage(frame =>
        {
            lock (_gate)
            {
                if (frame.Binary is not { } message)
                {
                    page.Send(frame.Text!);
                }
                else if (_isHolding)
                {
                    _held.Add(message);
                }
                else
                {
                    page.Send(message);
                }
            }
        });
    }
}
