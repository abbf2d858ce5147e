namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Finds a Chromium, Chrome or Edge that is on this machine already.</summary>
internal sealed class BrowserLocator(Func<string, string?> environment, Func<string, bool> exists, BrowserLocator.Platform platform)
{
    // Chromium without windows: the suite takes a third less processor time than with a full browser.
    private const string Shell = "chromium-headless-shell";

    private static readonly string[] Variables = ["CHROMIUM", "PLAYWRIGHT_CHROMIUM_EXECUTABLE"];

    internal enum Platform
    {
        Linux,
        MacOs,
        Windows,
    }

    public static BrowserLocator OfThisMachine { get; } = new(
        Environment.GetEnvironmentVariable,
        File.Exists,
        OperatingSystem.IsWindows() ? Platform.Windows : OperatingSystem.IsMacOS() ? Platform.MacOs : Platform.Linux);

    /// <summary>The browser's executable; <see langword="null"/> when there is none to be found.</summary>
    /// <exception cref="BrowserMissingException">A variable names one that is not there.</exception>
    public string? Find() => Named() ?? OnPath().Concat(Installed()).FirstOrDefault(exists);

    // Whoever names a browser wants that one: another in its place would hide a mistyped path.
    private string? Named()
    {
        foreach (var variable in Variables)
        {
            if (environment(variable) is not { Length: > 0 } path)
            {
                continue;
            }

            return exists(path) ? path : throw new BrowserMissingException($"{variable} is '{path}', and there is no such file.");
        }

        return null;
    }

    private IEnumerable<string> OnPath()
    {
        string[] names = platform is Platform.Windows
            ? ["chrome.exe", "msedge.exe", "chromium.exe"]
            : [Shell, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable"];
        var separator = platform is Platform.Windows ? ';' : ':';
        var folders = (environment("PATH") ?? "").Split(separator, StringSplitOptions.RemoveEmptyEntries);
        return from name in names from folder in folders select Join(folder, name);
    }

    private IEnumerable<string> Installed() => platform switch
    {
        Platform.Windows =>
            from variable in new[] { "ProgramFiles", "ProgramFiles(x86)", "LocalAppData" }
            let folder = environment(variable)
            where folder is not null
            from browser in new[] { @"Google\Chrome\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe", @"Chromium\Application\chrome.exe" }
            select Join(folder, browser),
        Platform.MacOs =>
            from folder in new[] { "/Applications", Join(environment("HOME") ?? "", "Applications") }
            from browser in new[] { "Google Chrome", "Chromium", "Microsoft Edge" }
            select $"{folder}/{browser}.app/Contents/MacOS/{browser}",
        _ =>
        [
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/opt/google/chrome/chrome",
            "/usr/bin/microsoft-edge-stable", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium",
        ],
    };

    private string Join(string folder, string name) => platform is Platform.Windows ? $@"{folder.TrimEnd('\\')}\{name}" : $"{folder.TrimEnd('/')}/{name}";
}
