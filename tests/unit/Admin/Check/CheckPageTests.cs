using ApiKeys.Admin.Components.Check;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.UnitTests.Admin.Check;

public sealed class CheckPageTests : DashboardTestContext
{
    [Fact]
    public async Task A_good_token_is_valid_and_leads_to_its_key()
    {
        var created = await AddKeyAsync("Importer");

        var page = await CheckAsync($"  {created.Token!.Reveal()}\n");

        Assert.Equal("Valid", page.Find(".check-verdict h2").TextContent);
        Assert.Equal($"/keys/{created.Key.Id}", page.Find(".facts a").GetAttribute("href"));
    }

    [Fact]
    public async Task The_token_never_comes_back()
    {
        var created = await AddKeyAsync("Importer");

        var page = await CheckAsync(created.Token!.Reveal());

        Assert.DoesNotContain(created.Token.Reveal(), page.Markup, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(page.Find("#token-to-check").GetAttribute("value")));
    }

    [Fact]
    public void The_token_is_masked_until_it_is_to_be_shown_and_never_taken_for_a_password()
    {
        var page = Open<CheckPage>("/check");
        var field = page.Find("#token-to-check");
        Assert.Equal(("TEXTAREA", "off"), (field.TagName, field.GetAttribute("autocomplete")));
        Assert.Contains("masked", field.ClassList);

        page.Find("button[aria-pressed]").Click();

        Assert.DoesNotContain("masked", page.Find("#token-to-check").ClassList);
    }

    [Fact]
    public async Task What_is_no_token_at_all_is_not_called_a_mistyped_one()
    {
        var page = await CheckAsync("correct horse battery staple");

        Assert.Equal("Not a token", page.Find(".check-verdict h2").TextContent);
        Assert.DoesNotContain("horse", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paste_that_is_cut_short_says_so_before_and_after()
    {
        var created = await AddKeyAsync("Importer");
        const string Words = "Only the first 8,000 characters are looked at.";
        var page = Open<CheckPage>("/check");

        await page.Find("#token-to-check").InputAsync(new ChangeEventArgs { Value = created.Token!.Reveal().PadRight(7999) });
        var whole = page.Markup;
        await page.Find("#token-to-check").InputAsync(new ChangeEventArgs { Value = created.Token!.Reveal().PadRight(8000) });
        var cut = page.Markup;
        await page.Find("form").SubmitAsync();

        Assert.DoesNotContain(Words, whole, StringComparison.Ordinal);
        Assert.Contains(Words, cut, StringComparison.Ordinal);
        Assert.Contains(Words, page.Find(".check-answer").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discarded_keys_token_is_unknown()
    {
        var created = await AddKeyAsync("Importer", pending: true);
        await Module.Keys.DeleteAsync(created.Key.Id, TestModule.Sam, cancellationToken: Cancellation);

        var page = await CheckAsync(created.Token!.Reveal());

        Assert.Equal("Unknown", page.Find(".check-verdict h2").TextContent);
        Assert.Empty(page.FindAll(".facts"));
    }

    [Fact]
    public async Task A_token_cut_short_is_told_from_one_that_is_unknown()
    {
        var token = (await AddKeyAsync("Importer")).Token!.Reveal();
        await using var elsewhere = new TestModule();
        var foreign = await elsewhere.CreateAsync();

        var cut = await CheckAsync(token[..^3]);
        var unknown = await CheckAsync(foreign.Token!.Reveal());

        Assert.Equal("Mistyped or cut short", cut.Find(".check-verdict h2").TextContent);
        Assert.Equal("Unknown", unknown.Find(".check-verdict h2").TextContent);
    }

    [Fact]
    public async Task A_revoked_token_says_when_and_by_whom()
    {
        var created = await AddKeyAsync("Importer");
        Operator.SignIn(ApiKeys.Admin.Identity.AdminRoles.Viewer);
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, new Actor(Operator.Id), cancellationToken: Cancellation);

        var page = await CheckAsync(created.Token!.Reveal());

        Assert.Equal("Revoked", page.Find(".check-verdict h2").TextContent);
        Assert.Contains("just now by Dana Reyes", string.Join(' ', page.Find(".facts").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_pasted_is_said_at_the_field()
    {
        var page = await CheckAsync("  ");

        Assert.Equal("Paste a token to check.", page.Find(".field-error").TextContent);
        Assert.StartsWith(page.Find(".field-error").Id!, page.Find("#token-to-check").GetAttribute("aria-describedby"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_token_in_a_text_is_found_once_and_only_its_outline_is_shown()
    {
        var secret = await AddKeyAsync("Importer");
        var storefront = await AddKeyAsync("Storefront", ApiKeyType.Publishable);
        var (token, pasted) = (secret.Token!.Reveal(), storefront.Token!.Reveal());

        var page = await CheckAsync($"""
            GET /orders 200 authorization="Bearer {token}" {token}
            curl -H 'x-publishable-api-key: {pasted}' -u {token[..^1]}: https://shop.example
            """);

        Assert.Equal(["Valid", "Valid", "Mistyped or cut short"], page.FindAll(".check-verdict h2").Select(title => title.TextContent));
        Assert.Equal(["Importer", "Storefront"], page.FindAll(".facts a").Select(link => link.TextContent.Trim()));
        Assert.Equal("3 tokens are in this text.", page.Find(".check-count").TextContent.Trim());
        Assert.Equal($"{token[..14]}…", page.Find(".check-outline").TextContent.Trim());
        Assert.DoesNotContain(token[..20], page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_tokens_than_are_looked_at_are_said_to_be_more()
    {
        var page = await CheckAsync(string.Join(' ', Enumerable.Range(0, 25).Select(i => $"sk_shop_Abcdefgh{i}")));

        Assert.Equal(20, page.FindAll(".check-verdict").Count);
        Assert.StartsWith("More than 20 tokens are in this text.", page.Find(".check-count").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_revoked_where_its_token_was_found()
    {
        var created = await AddKeyAsync("Importer");
        var page = await CheckAsync(created.Token!.Reveal());

        var revoking = page.Find(".check-acts button").ClickAsync();
        await Dialogs.WaitForElementAsync("form");
        await Dialogs.Find("form").SubmitAsync();
        await revoking;

        Assert.Equal(ApiKeyStatus.Revoked, (await Module.RetrieveAsync(created.Key.Id)).Status);
        Assert.Equal("Revoked", page.Find(".check-verdict h2").TextContent);
        Assert.Empty(page.FindAll(".check-acts"));
    }

    [Fact]
    public async Task A_pending_keys_token_is_discarded_where_it_was_found()
    {
        var created = await AddKeyAsync("Importer", pending: true);
        var page = await CheckAsync(created.Token!.Reveal());
        Assert.Equal("Discard key Importer", page.Find(".check-acts button").TextContent);

        var discarding = page.Find(".check-acts button").ClickAsync();
        await Dialogs.WaitForElementAsync("form");
        await Dialogs.Find("form").SubmitAsync();
        await discarding;

        Assert.Equal("Unknown", page.Find(".check-verdict h2").TextContent);
    }

    [Fact]
    public async Task A_viewer_checks_and_is_told_who_can_revoke()
    {
        var created = await AddKeyAsync("Importer");
        Operator.SignIn(ApiKeys.Admin.Identity.AdminRoles.Viewer);

        var page = await CheckAsync(created.Token!.Reveal());

        Assert.Equal("Valid", page.Find(".check-verdict h2").TextContent);
        Assert.Empty(page.FindAll(".check-acts button"));
        Assert.Equal("An owner or manager can revoke it.", page.Find(".check-acts").TextContent.Trim());
    }

    [Fact]
    public async Task A_check_that_fails_says_that_it_says_nothing_and_keeps_no_token()
    {
        var token = (await AddKeyAsync("Importer")).Token!.Reveal();
        Open<CheckPage>("/check");
        DatabaseFails = true;

        var page = await CheckAsync(token);

        Assert.Contains("This says nothing about the token", page.Find(".check-answer").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(token, page.Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<CheckPage>> CheckAsync(string token)
    {
        var page = Open<CheckPage>("/check");
        await page.Find("#token-to-check").InputAsync(new ChangeEventArgs { Value = token });
        await page.Find("form").SubmitAsync();
        return page;
    }
}
