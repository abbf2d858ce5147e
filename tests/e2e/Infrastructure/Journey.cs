using System.Text.RegularExpressions;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>
/// A test in the browser. Ends by asking every page it opened for console errors and policy violations; when it fails, what was on screen
/// and a trace are kept in TestResults.
/// </summary>
public abstract partial class Journey(BrowserFixture browsers) : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<AdminServer> _servers = [];

    internal PageWatch Watch { get; } = new();

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result is TestResult.Failed;
        foreach (var (context, number) in _contexts.Select((context, number) => (context, number)))
        {
            await KeepOrForgetAsync(context, failed ? $"{FileName()}-{number}" : null);

            // Before the server stops, or every open page reports that it is gone.
            await context.CloseAsync();
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

    /// <summary>A browser of one person: its own cookies, clipboard allowed.</summary>
    internal Task<IPage> OpenAsync(AdminServer server, Action<BrowserNewContextOptions>? configure = null, bool clipboard = true) =>
        OpenAsync(server.Address, configure, clipboard);

    internal async Task<IPage> OpenAsync(string address, Action<BrowserNewContextOptions>? configure = null, bool clipboard = true)
    {
        var options = new BrowserNewContextOptions { BaseURL = address, Locale = "en-GB", TimezoneId = "Europe/Berlin" };
        configure?.Invoke(options);
        var context = await browsers.Browser.NewContextAsync(options);
        _contexts.Add(context);
        context.SetDefaultTimeout(BrowserFixture.Patience);
        if (clipboard)
        {
            await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"], new() { Origin = address });
        }

        await Watch.FollowAsync(context);
        await context.Tracing.StartAsync(new() { Snapshots = true });
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

    private static async Task KeepOrForgetAsync(IBrowserContext context, string? name)
    {
        if (name is null)
        {
            await context.Tracing.StopAsync();
            return;
        }

        var folder = Path.Combine(AppContext.BaseDirectory, "TestResults");
        foreach (var (page, number) in context.Pages.Select((page, number) => (page, number)))
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{number}.png"), FullPage = true });
        }

        await context.Tracing.StopAsync(new() { Path = Path.Combine(folder, $"{name}.zip") });
    }
}
