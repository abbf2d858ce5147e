namespace ApiKeys.E2ETests.PageModels;

/// <summary>A dialog that does one thing with a key.</summary>
internal class KeyDialog
{
    protected KeyDialog(IPage page, string name)
    {
        Page = page;
        Self = page.GetByRole(AriaRole.Dialog, new() { Name = name });
    }

    public ILocator Self { get; }

    public ILocator Title => Self.GetByLabel("Title", new() { Exact = true });

    /// <summary>Where scopes are typed that nobody offers.</summary>
    public ILocator OtherScopes => Self.GetByRole(AriaRole.Textbox, new() { Name = "Search scopes, or type others" });

    /// <summary>What went wrong, above the buttons.</summary>
    public ILocator Problem => Self.GetByRole(AriaRole.Alert);

    protected IPage Page { get; }

    public static async Task<KeyDialog> AtAsync(IPage page, string name)
    {
        var dialog = new KeyDialog(page, name);
        await Expect(dialog.Self).ToBeVisibleAsync();
        return dialog;
    }

    public Task ChooseAsync(string option) => Self.GetByRole(AriaRole.Radio, new() { Name = option, Exact = true }).CheckAsync();

    public ILocator Scope(string name) => Self.GetByRole(AriaRole.Checkbox, new() { NameRegex = new($"^{System.Text.RegularExpressions.Regex.Escape(name)}( |$)") });

    /// <summary>Presses a button and stays.</summary>
    public Task PressAsync(string button) => Self.Button(button).ClickAsync();

    /// <summary>Presses a button that ends the dialog.</summary>
    public async Task FinishAsync(string button)
    {
        await PressAsync(button);
        await GoneAsync();
    }

    public Task GoneAsync() => Expect(Self).ToHaveCountAsync(0);
}
