namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Looks for a text in all that a page leaves in a browser.</summary>
internal static class BrowserTraces
{
    /// <summary>Whether the page, its fields, its address, what it stored, its history entry or a cookie holds the text.</summary>
    public static async Task<bool> HoldAsync(IPage page, string text)
    {
        var inPage = await page.EvaluateAsync<bool>(
            """
            (text) => [
              document.documentElement.outerHTML,
              ...[...document.querySelectorAll("input, textarea")].map((field) => field.value),
              location.href,
              JSON.stringify(history.state),
              JSON.stringify(localStorage),
              JSON.stringify(sessionStorage),
            ].some((place) => place?.includes(text))
            """,
            text);
        var cookies = await page.Context.CookiesAsync();
        return inPage || cookies.Any(cookie => cookie.Value.Contains(text, StringComparison.Ordinal));
    }
}
