namespace ApiKeys.E2ETests.PageModels;

/// <summary>The one time that a secret key's token is shown.</summary>
internal sealed class TokenReveal : KeyDialog
{
    private TokenReveal(IPage page, string name)
        : base(page, name)
    {
    }

    public ILocator Field => Self.GetByLabel("Token", new() { Exact = true });

    public ILocator Copy => Self.Button("Copy token");

    /// <summary>How the copy ended, as it is announced.</summary>
    public ILocator CopyState => Self.GetByRole(AriaRole.Status).First;

    public static async Task<TokenReveal> AtAsync(IPage page, string title, bool isRoll = false)
    {
        var reveal = new TokenReveal(page, $"Save the {(isRoll ? "new token" : "token")} of “{title}”");
        await Expect(reveal.Field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^sk_retail_[0-9A-Za-z]{49}$"));
        return reveal;
    }

    public Task<string> TokenAsync() => Field.InputValueAsync();

    public Task ConfirmAsync() => FinishAsync("I have saved it");
}
