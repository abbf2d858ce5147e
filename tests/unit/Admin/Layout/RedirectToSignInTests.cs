using ApiKeys.Admin.Components.Layout;
using ApiKeys.UnitTests.Infrastructure;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;

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
}
