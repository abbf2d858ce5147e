using ApiKeys.Admin.Components.Layout;
using ApiKeys.Admin.Text;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using System.Text;

namespace ApiKeys.UnitTests.Admin.Layout;

public sealed class RedirectToSignInTests : ComponentTestContext
{
    [Fact]
    public void The_way_back_is_kept_as_a_path_of_this_site()
    {
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo("/secret-keys?status=active&q=a b");

        Render<RedirectToSignIn>();

        var last = navigation.History.First();
        Assert.Equal("/sign-in?returnUrl=%2Fsecret-keys%3Fstatus%3Dactive%26q%3Da%20b", last.Uri.Replace("http://localhost", "", StringComparison.Ordinal));
        Assert.True(last.Options.ForceLoad);
    }

    [Theory]
    [InlineData("/secret-keys?q=sk_shop_Abcd0123456789012345678901234567890123456789abcdef&sort=title", "/secret-keys?q=sk_shop_Abcd&sort=title")]
    [InlineData("/secret-keys?q=sk%5Fshop%5FAbcd0123456789", "/secret-keys")]
    [InlineData("/secret-keys?q=%73k_shop_Abcd0123456789", "/secret-keys")]
    [InlineData("/keys/sk%5Fshop_Abcd0123456789", "/")]
    public void A_token_in_a_link_does_not_get_into_the_address_of_the_sign_in_page(string asked, string kept)
    {
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo(asked);

        Render<RedirectToSignIn>();

        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(kept)}", navigation.History.First().Uri);
    }

    [Fact]
    public void A_whole_tokens_outline_stays_searchable_in_an_address()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Secret, "shop");

        var address = PastedTokens.RedactAddress($"/secret-keys?q={token.Reveal()}");

        Assert.Equal($"/secret-keys?q={token}", Uri.UnescapeDataString(address));
        Assert.True(Ascii.IsValid(address));
    }
}
