namespace ApiKeys.E2ETests.PageModels;

internal static class RowMenu
{
    public static ILocator Opener(ILocator within, string title) => within.Button($"Actions for {title}");

    public static ILocator Items(ILocator within) => within.GetByRole(AriaRole.Menuitem);

    public static async Task ChooseAsync(ILocator within, string title, string act)
    {
        await Opener(within, title).ClickAsync();
        await within.GetByRole(AriaRole.Menuitem, new() { Name = act, Exact = true }).ClickAsync();
    }
}
