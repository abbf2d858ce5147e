namespace ApiKeys.E2ETests.PageModels;

internal sealed class RollKeyDialog : KeyDialog
{
    private readonly string _title;

    private RollKeyDialog(IPage page, string title)
        : base(page, $"Roll “{title}”") => _title = title;

    public static async Task<RollKeyDialog> ForAsync(IPage page, string title)
    {
        var dialog = new RollKeyDialog(page, title);
        await Expect(dialog.Self).ToBeVisibleAsync();
        return dialog;
    }

    public async Task<TokenReveal> RollAsync(string oldKeyEnds)
    {
        // The hint under "At once" belongs to the option's name.
        await Self.GetByRole(AriaRole.Radio, new() { Name = oldKeyEnds }).CheckAsync();
        await PressAsync("Roll key");
        return await TokenReveal.AtAsync(Page, _title, isRoll: true);
    }
}
