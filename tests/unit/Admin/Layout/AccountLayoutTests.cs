using ApiKeys.Admin.Components.Layout;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Layout;

public sealed class AccountLayoutTests : ComponentTestContext
{
    [Fact]
    public void Signed_out_a_page_stands_on_a_card_without_navigation()
    {
        var layout = Render<AccountLayout>(parameters => parameters.Add(page => page.Body, "<h1>Sign in</h1>"));

        Assert.Equal("Sign in", layout.Find("main.account-card h1").TextContent);
        Assert.Empty(layout.FindAll("nav"));
    }

    [Fact]
    public void Signed_in_it_stands_in_the_shell()
    {
        Person.SetAuthorized("dana@example.com");

        var layout = Render<AccountLayout>(parameters => parameters.Add(page => page.Body, "<h1>Account</h1>"));

        Assert.Equal("Account", layout.Find(".shell main h1").TextContent);
        Assert.NotEmpty(layout.FindAll("aside nav"));
    }
}
