namespace ApiKeys.E2ETests.PageModels;

internal sealed class CreateKeyDialog : KeyDialog
{
    private CreateKeyDialog(IPage page)
        : base(page, "Create ")
    {
    }

    public static async Task<CreateKeyDialog> AtAsync(IPage page)
    {
        var dialog = new CreateKeyDialog(page);
        await Expect(dialog.Self).ToBeVisibleAsync();
        return dialog;
    }

    public async Task SubmitAsync(string title)
    {
        await Title.FillAsync(title);
        await PressAsync("Create key");
    }

    /// <summary>Creates a secret key and goes on to its token.</summary>
    public async Task<TokenReveal> CreateSecretAsync(string title)
    {
        await SubmitAsync(title);
        return await TokenReveal.AtAsync(Page, title);
    }
}
