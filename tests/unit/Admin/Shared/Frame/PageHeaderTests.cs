using ApiKeys.Admin.Components.Layout;
using ApiKeys.Admin.Components.Shared.Frame;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components.Sections;
using Microsoft.AspNetCore.Components.Web;

namespace ApiKeys.UnitTests.Admin.Shared.Frame;

public sealed class PageHeaderTests : ComponentTestContext
{
    [Fact]
    public void The_title_names_page_and_tab_and_can_take_the_focus_after_navigation()
    {
        var header = Render<PageHeader>(parameters => parameters.Add(page => page.Title, "Secret keys"));

        var heading = header.Find("h1");
        Assert.Equal("Secret keys", heading.TextContent);
        Assert.Equal("-1", heading.GetAttribute("tabindex"));
        Assert.Equal("Secret keys · ApiKeys", Render(header.FindComponent<PageTitle>().Instance.ChildContent!).Markup);
    }

    [Fact]
    public void The_breadcrumb_leads_up_from_the_top_bar()
    {
        var bar = Render<SectionOutlet>(parameters => parameters.Add(outlet => outlet.SectionName, TopBar.BreadcrumbSection));

        Render<PageHeader>(parameters => parameters
            .Add(page => page.Title, "Warehouse sync")
            .Add(page => page.Breadcrumb, [new Crumb("Secret keys", "/secret-keys")]));

        bar.WaitForAssertion(() => Assert.Equal(["Secret keys", "Warehouse sync"], bar.FindAll("li").Select(step => step.TextContent)));
        Assert.Equal("/secret-keys", bar.Find("a").GetAttribute("href"));
        Assert.Equal("page", bar.Find("li:last-child").GetAttribute("aria-current"));
    }
}
