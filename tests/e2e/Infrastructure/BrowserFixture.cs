using ApiKeys.E2ETests.Infrastructure;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>The one browser of the run; each test opens contexts of its own in it.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // A machine that does other work meanwhile is slow, not wrong.
    internal const float Patience = 30_000;

    private static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright _playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        SetDefaultExpectTimeout(Patience);
        Browser = await LaunchAsync();
    }

    /// <summary>Starts another browser. The caller closes it.</summary>
    internal async Task<IBrowser> LaunchAsync() =>
        BrowserLocator.OfThisMachine.Find() is { } installed ? await LaunchAsync(installed) : await LaunchOwnAsync();

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>The browser that Playwright brings; installed first when it is not there.</summary>
    private async Task<IBrowser> LaunchOwnAsync()
    {
        if (!File.Exists(_playwright.Chromium.ExecutablePath))
        {
            // System libraries can only be installed by root, and only on Linux are they missing.
            string[] withLibraries = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["--with-deps"] : [];
            var exitCode = Microsoft.Playwright.Program.Main(["install", .. withLibraries, "chromium"]);
            if (exitCode != 0)
            {
                throw new BrowserMissingException($"No browser was found, and installing one ended with exit code {exitCode}.");
            }
        }

        return await LaunchAsync(executable: null);
    }

    private async Task<IBrowser> LaunchAsync(string? executable)
    {
        try
        {
            return await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = executable,

                // Chromium refuses to start as root with its sandbox; for everyone else it stays on.
                Args = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? [.. Arguments, "--no-sandbox"] : Arguments,
                ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
                Timeout = 4 * Patience,
            });
        }
        catch (PlaywrightException problem)
        {
            throw new BrowserMissingException($"The browser {executable ?? "that was installed"} doesn't start: {problem.Message}", problem);
        }
    }
}
