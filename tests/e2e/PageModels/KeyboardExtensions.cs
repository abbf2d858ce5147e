namespace ApiKeys.E2ETests.PageModels;

internal static class KeyboardExtensions
{
    private const int MostStops = 60;

    /// <summary>Presses Tab until the target has the focus, as someone without a mouse does.</summary>
    public static async Task TabToAsync(this IPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Tab doesn't reach {target}");
    }
}
