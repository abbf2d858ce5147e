using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Shared.Display;

public sealed class CopyButtonTests : ComponentTestContext
{
    private const string Outcome = "apiKeysClipboard.outcome";

    [Fact]
    public async Task Says_copied_only_once_the_clipboard_took_it()
    {
        var answer = JSInterop.Setup<bool>(Outcome, _ => true);
        var component = Render<CopyButton>(parameters => parameters.Add(button => button.Value, "pk_shop_1"));

        var click = component.Find("button").ClickAsync();
        var announcedBefore = component.Find("[role=status]").TextContent;
        answer.SetResult(true);
        await click;

        Assert.Equal("", announcedBefore);
        Assert.Equal("Copied token", component.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_clipboard_out_of_reach_is_said_in_sight()
    {
        JSInterop.Setup<bool>(Outcome, _ => true).SetResult(false);
        var component = Render<CopyButton>(parameters => parameters.Add(button => button.Value, "pk_shop_1"));

        await component.Find("button").ClickAsync();

        var status = component.Find("[role=status]");
        Assert.Equal("Couldn't reach the clipboard: select and copy it", status.TextContent);
        Assert.DoesNotContain("visually-hidden", status.ClassList);
    }

    [Fact]
    public async Task A_script_that_fails_counts_as_not_copied()
    {
        JSInterop.Setup<bool>(Outcome, _ => true).SetException(new Microsoft.JSInterop.JSException("gone"));
        var component = Render<CopyButton>(parameters => parameters.Add(button => button.Value, "pk_shop_1"));

        await component.Find("button").ClickAsync();

        Assert.StartsWith("Couldn't reach the clipboard", component.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copied_is_taken_back_so_that_a_list_shows_the_last_copy_only()
    {
        JSInterop.Setup<bool>(Outcome, _ => true).SetResult(true);
        var component = Render<CopyButton>(parameters => parameters.Add(button => button.Value, "pk_shop_1"));
        await component.Find("button").ClickAsync();

        Time.Advance(TimeSpan.FromSeconds(5));

        component.WaitForAssertion(() => Assert.Equal("", component.Find("[role=status]").TextContent));
    }
}
