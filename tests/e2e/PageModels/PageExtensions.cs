namespace ApiKeys.E2ETests.PageModels;

internal static class PageExtensions
{
    /// <summary>Waits for the page with this heading; its controls answer only once its circuit is up.</summary>
    public static async Task AtAsync(this IPage page, string heading, bool isStatic = false)
    {
        await Expect(page.Heading(heading)).ToBeVisibleAsync();
        if (!isStatic)
        {
            await Expect(page.GetByTestId("interactive")).ToBeAttachedAsync();
        }
    }

    /// <summary>Waits until the page has given its heading the focus, as after each navigation. A focus set before that doesn't stay.</summary>
    public static Task FocusArrivesAsync(this IPage page) => Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();

    public static ILocator Heading(this IPage page, string name, int level = 1) =>
        page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = level });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Button(this ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public static ILocator Link(this ILocator within, string name) => within.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Path and query, as in "/secret-keys?q=x".</summary>
    public static string Path(this IPage page) => new Uri(page.Url).PathAndQuery;

    /// <summary>Goes somewhere by the navigation at the side.</summary>
    public static Task FollowAsync(this IPage page, string name) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).Link(name).ClickAsync();

    /// <summary>The result of an act, as it is said and announced.</summary>
    public static Task SaysAsync(this IPage page, string message) => Expect(page.GetByText(message)).ToBeVisibleAsync();
}
