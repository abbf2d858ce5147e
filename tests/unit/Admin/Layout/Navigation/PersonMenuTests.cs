using ApiKeys.Admin.Components.Layout.Navigation;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using System.Security.Claims;

namespace ApiKeys.UnitTests.Admin.Layout.Navigation;

public sealed class PersonMenuTests : ComponentTestContext
{
    [Theory]
    [InlineData("Dana Reyes", "DR")]
    [InlineData("dana", "D")]
    [InlineData("dana.reyes@example.com", "D")]
    [InlineData("Ana María de la Cruz", "AC")]
    [InlineData("👩🏽‍💻 Kim", "👩🏽‍💻K")]
    [InlineData("", "")]
    public void Initials_are_whole_letters(string name, string initials) => Assert.Equal(initials, PersonMenu.Initials(name));

    [Fact]
    public void It_shows_who_is_signed_in_and_with_which_role()
    {
        Person.SetAuthorized("dana@example.com");
        Person.SetRoles("Owner");
        Person.SetClaims(new Claim(AdminClaims.DisplayName, "Dana Reyes"), new Claim(ClaimTypes.Email, "dana@example.com"));

        var menu = Render<PersonMenu>();

        Assert.Equal(["Dana Reyes", "dana@example.com", "Owner"], menu.FindAll(".person-facts p").Select(line => line.TextContent));
    }

    [Fact]
    public void Signing_out_is_a_post_so_that_no_link_can_do_it()
    {
        Person.SetAuthorized("dana@example.com");

        var menu = Render<PersonMenu>();

        var form = menu.Find("form");
        Assert.Equal(("post", "/account/sign-out"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Single(form.GetElementsByTagName("button"));
    }

    [Fact]
    public void Signed_out_there_is_no_menu()
    {
        var menu = Render<PersonMenu>();

        Assert.Empty(menu.FindAll("button"));
    }
}
