using System.Text.RegularExpressions;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>
/// A test in the browser. Ends by asking every page it opened for console errors and policy violations; when it fails, what was on screen
/// is kept in TestResults, and with <c>APIKEYS_TEST_TRACE=1</c> a trace too, which slows every test down by a tenth.
/// </summary>
public abstract partial class Journey(BrowserFixture browsers) : IAsyncLifetime
{
    private static readonly bool IsTraced = Environment.GetEnvironmentVariable("APIKEYS_TEST_TRACE") == "1";

    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<AdminServer> _servers = [];
    private IBrowser? _ownBrowser;

    internal PageWatch Watch { get; } = new();

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed;
        foreach (var (context, number) in _contexts.Select((context, number) => (context, number)))
        {
            if (failed)
            {
                await KeepAsync(context, $"{FileName()}-{number}");
            }

            // Before the server stops, or every open page reports that it is gone.
            await context.CloseAsync();
        }

        if (_ownBrowser is not null)
        {
            await _ownBrowser.DisposeAsync();
        }

        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        CleanUp();
        if (!failed)
        {
            Assert.Empty(Watch.Unexpected);
        }
    }

    /// <summary>What the journey has to take away itself, once pages and servers are gone.</summary>
    protected virtual void CleanUp()
    {
    }

    /// <summary>Keeps the server until the pages are closed.</summary>
    internal AdminServer Keep(AdminServer server)
    {
        _servers.Add(server);
        return server;
    }

    /// <summary>Gives the test a browser of its own. A test that reads the clipboard needs one: all pages of a browser share one clipboard.</summary>
    internal async Task UseOwnBrowserAsync() => _ownBrowser = await browsers.LaunchAsync();

    /// <summary>A browser of one person: its own cookies, clipboard allowed.</summary>
    internal Task<IPage> OpenAsync(AdminServer server, Action<BrowserNewContextOptions>? configure = null, bool clipboard = true) =>
        OpenAsync(server.Address, configure, clipboard);

    internal async Task<IPage> OpenAsync(string address, Action<BrowserNewContextOptions>? configure = null, bool clipboard = true)
    {
        // What moves only delays what a test looks at. StoryTests lets it move.
        var options = new BrowserNewContextOptions { BaseURL = address, Locale = "en-GB", TimezoneId = "Europe/Berlin", ReducedMotion = ReducedMotion.Reduce };
        configure?.Invoke(options);
        var context = await (_ownBrowser ?? browsers.Browser).NewContextAsync(options);
        _contexts.Add(context);
        context.SetDefaultTimeout(BrowserFixture.Patience);
        if (clipboard)
        {
            await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = address });
        }

        await Watch.FollowAsync(context);
        if (IsTraced)
        {
            await context.Tracing.StartAsync(new() { Snapshots = true });
        }

        return await context.NewPageAsync();
    }

    internal async Task<IPage> OpenSignedInAsync(
        AdminServer server, Person person, Action<BrowserNewContextOptions>? configure = null, bool clipboard = true)
    {
        var page = await OpenAsync(server, configure, clipboard);
        await SignInAsync(page, person);
        return page;
    }

    internal static async Task SignInAsync(IPage page, Person person)
    {
        await page.GotoAsync("/sign-in");
        await (await SignInPage.AtAsync(page)).SubmitAsync(person);
        await OverviewPage.AtAsync(page);
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotForFileNames();

    private static string FileName() => NotForFileNames().Replace(TestContext.Current.Test?.TestDisplayName ?? "test", "-");

    private static async Task KeepAsync(IBrowserContext context, string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "TestResults");
        foreach (var (page, number) in context.Pages.Select((page, number) => (page, number)))
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{number}.png"), FullPage = true });
        }

        if (IsTraced)
        {
            await context.Tracing.StopAsync(new() { Path = Path.Combine(folder, $"{name}.zip") });
        }
    }
}
