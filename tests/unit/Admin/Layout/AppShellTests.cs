using ApiKeys.Admin.Components.Layout;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Layout;

public sealed class AppShellTests : ComponentTestContext
{
    public AppShellTests()
    {
        Person.SetAuthorized("dana@example.com");
        Person.SetPolicies(AdminPolicies.ViewKeys);
    }

    [Fact]
    public void The_first_link_skips_to_the_content()
    {
        var shell = Render<AppShell>(parameters => parameters.AddChildContent("<p>Keys</p>"));

        var target = shell.Find("a").GetAttribute("href");
        Assert.Equal("main", shell.Find(target!).LocalName);
        Assert.Equal("Keys", shell.Find("main").TextContent);
    }

    [Fact]
    public void Sidebar_and_drawer_offer_the_same_places_in_the_same_order()
    {
        var shell = Render<AppShell>(parameters => parameters.AddChildContent("x"));

        string[] places = ["/", "/publishable-keys", "/secret-keys", "/check", "/sales-channels", "/policies", "/activity", "/workflows", "/settings", "/api-reference", "/account"];
        Assert.Equal(places, shell.FindAll("aside nav a").Select(link => link.GetAttribute("href")));
        Assert.Equal(places, shell.FindAll("dialog nav a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Someone_who_may_not_see_keys_is_not_led_to_them()
    {
        Person.SetPolicies();

        var shell = Render<AppShell>(parameters => parameters.AddChildContent("x"));

        Assert.Equal(["/", "/account"], shell.FindAll("aside nav a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void The_menu_button_opens_the_drawer_it_names()
    {
        var shell = Render<AppShell>(parameters => parameters.AddChildContent("x"));

        var opens = shell.Find("header button").GetAttribute("data-opens");

        Assert.Equal("dialog", shell.Find($"#{opens}").LocalName);
    }
}
