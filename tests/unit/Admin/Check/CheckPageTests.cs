using ApiKeys.Admin.Components.Check;
using ApiKeys.Keys;
using ApiKeys.Keys.Revoke;
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
        Assert.Equal(("text", "off"), (field.GetAttribute("type"), field.GetAttribute("autocomplete")));
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

    private async Task<IRenderedComponent<CheckPage>> CheckAsync(string token)
    {
        var page = Open<CheckPage>("/check");
        await page.Find("#token-to-check").InputAsync(new ChangeEventArgs { Value = token });
        await page.Find("form").SubmitAsync();
        return page;
    }
}
