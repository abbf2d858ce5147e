using Platform = ApiKeys.E2ETests.Infrastructure.BrowserLocator.Platform;

namespace ApiKeys.E2ETests.Infrastructure;

public sealed class BrowserLocatorTests
{
    [Fact]
    public void A_browser_named_by_a_variable_comes_before_one_that_is_installed()
    {
        var locator = Locator(Platform.Linux, [("CHROMIUM", "/mine/chromium"), ("PATH", "/usr/bin")], "/mine/chromium", "/usr/bin/chromium");

        Assert.Equal("/mine/chromium", locator.Find());
    }

    [Fact]
    public void A_variable_that_names_no_file_is_said_instead_of_passed_over()
    {
        var locator = Locator(Platform.Linux, [("CHROMIUM", "/gone"), ("PATH", "/usr/bin")], "/usr/bin/chromium");

        var problem = Assert.Throws<BrowserMissingException>(() => locator.Find());

        Assert.Contains("CHROMIUM is '/gone'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("install Chromium, Chrome or Edge", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headless_shell_is_preferred_to_a_full_browser() => Assert.Equal(
        "/usr/bin/chromium-headless-shell",
        Locator(Platform.Linux, [("PATH", "/usr/bin")], "/usr/bin/chromium", "/usr/bin/chromium-headless-shell").Find());

    [Theory]
    [InlineData(Platform.Linux, "PATH", "/usr/local/bin:/usr/bin", "/usr/bin/google-chrome")]
    [InlineData(Platform.Linux, "PATH", "", "/opt/microsoft/msedge/msedge")]
    [InlineData(Platform.MacOs, "HOME", "/Users/dana", "/Users/dana/Applications/Chromium.app/Contents/MacOS/Chromium")]
    [InlineData(Platform.MacOs, "PATH", "/usr/bin", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge")]
    [InlineData(Platform.Windows, "PATH", @"C:\Windows;C:\Tools\", @"C:\Tools\chrome.exe")]
    [InlineData(Platform.Windows, "ProgramFiles(x86)", @"C:\Program Files (x86)", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe")]
    internal void A_browser_is_found_on_the_path_and_where_installers_put_it(Platform platform, string variable, string value, string browser) =>
        Assert.Equal(browser, Locator(platform, [(variable, value)], browser).Find());

    [Theory]
    [InlineData(Platform.Linux)]
    [InlineData(Platform.MacOs)]
    [InlineData(Platform.Windows)]
    internal void A_machine_without_a_browser_has_none(Platform platform) => Assert.Null(Locator(platform, [("PATH", "/usr/bin")]).Find());

    private static BrowserLocator Locator(Platform platform, (string Name, string Value)[] variables, params string[] files) => new(
        name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault(), files.Contains, platform);
}
