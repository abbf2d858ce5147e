using AngleSharp.Dom;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Identity;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.SalesChannels;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.SalesChannels;

public sealed class SalesChannelDialogTests : DashboardTestContext
{
    [Fact]
    public async Task A_channel_is_made()
    {
        var done = await OpenAsync(dialogs => dialogs.CreateAsync());

        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Web shop" });
        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "For Europe" });
        await Dialogs.Find("input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        await Dialogs.Find("form").SubmitAsync();

        await done;
        var channel = Assert.Single(await ChannelsAsync());
        Assert.Equal(("Web shop", "For Europe", true, Operator.Id), (channel.Name, channel.Description, channel.IsDisabled, channel.CreatedBy));
    }

    [Fact]
    public async Task A_name_that_is_none_is_said_at_its_field_and_nothing_is_lost()
    {
        await OpenAsync(dialogs => dialogs.CreateAsync());

        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "For Europe" });
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal("Give the sales channel a name.", Dialogs.Find(".field-error").TextContent);
        Assert.Equal("For Europe", Dialogs.Find("textarea").GetAttribute("value"));
        Assert.Empty(await ChannelsAsync());
    }

    [Fact]
    public async Task Defect_while_the_linked_keys_are_read_is_not_hidden()
    {
        var channel = await AddAsync("Web shop");
        Operator.SignIn(AdminRoles.Owner);
        BreakCode();

        _ = Dialogs.InvokeAsync(() => Services.GetRequiredService<SalesChannelDialogs>().OpenAsync(SalesChannelAct.Delete, channel));

        var error = await Renderer.UnhandledException.WaitAsync(Cancellation);
        Assert.Equal("A defect.", Assert.IsType<InvalidOperationException>(error.GetBaseException()).Message);
    }

    [Fact]
    public async Task An_edit_that_meets_anothers_says_whose_and_starts_again_from_there()
    {
        var channel = await AddAsync("Web shop");
        await OpenAsync(dialogs => dialogs.OpenAsync(SalesChannelAct.Edit, channel));
        Time.Advance(TimeSpan.FromSeconds(1));
        await Module.Channels.UpdateAsync(new UpdateSalesChannelRequest { Id = channel.Id, Name = "By the other" }, new Actor(Operator.Id), cancellationToken: Cancellation);
        Time.Advance(TimeSpan.FromMinutes(2));

        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Mine" });
        await Dialogs.Find("form").SubmitAsync();
        Assert.Contains("Dana Reyes updated this sales channel 2 min ago. Nothing was changed.", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await Button("Load the current values").ClickAsync();
        Assert.Equal("By the other", Dialogs.Find("input.field-input").GetAttribute("value"));
        await Dialogs.Find("form").SubmitAsync();
        Assert.Equal("By the other", (await ChannelsAsync())[0].Name);
    }

    [Fact]
    public async Task A_channel_is_disabled_and_enabled_again()
    {
        var channel = await AddAsync("Web shop");

        await OpenAsync(dialogs => dialogs.OpenAsync(SalesChannelAct.Disable, channel));
        await Dialogs.Find("form").SubmitAsync();
        var disabled = (await ChannelsAsync())[0];
        await OpenAsync(dialogs => dialogs.OpenAsync(SalesChannelAct.Enable, disabled));
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal((true, false), (disabled.IsDisabled, (await ChannelsAsync())[0].IsDisabled));
    }

    [Fact]
    public async Task A_deletion_says_which_keys_lose_the_channel()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Web shop");
        var channel = (await ChannelsAsync())[0];

        await OpenAsync(dialogs => dialogs.OpenAsync(SalesChannelAct.Delete, channel));
        Dialogs.WaitForAssertion(() => Assert.Contains("1 key loses it:", Dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("Storefront", Dialogs.Find(".affected-keys").TextContent, StringComparison.Ordinal);
        await Dialogs.Find("form").SubmitAsync();

        Assert.Empty(await ChannelsAsync());
        Assert.Empty(await Module.LinkedNamesAsync(key.Id));
    }

    [Fact]
    public async Task Channels_are_found_chosen_across_searches_and_added()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Web shop");
        await AddAsync("Till one");
        await AddAsync("Till two");
        await OpenAsync(dialogs => dialogs.AddToAsync(key));
        Dialogs.WaitForAssertion(() => Assert.Equal(["Till one", "Till two"], Offered()));
        Assert.True(Confirm().HasAttribute("disabled"));

        await ChooseAsync("Till one");
        await Dialogs.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = "two" });
        Dialogs.WaitForAssertion(() => Assert.Equal(["Till two"], Offered()));
        await ChooseAsync("Till two");
        Assert.Contains("Chosen: ", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal("Add 2 sales channels", Confirm().TextContent.Trim());
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(["Till one", "Till two", "Web shop"], await Module.LinkedNamesAsync(key.Id));
    }

    [Fact]
    public async Task A_channel_that_is_gone_by_then_is_not_added_and_the_dialog_says_so()
    {
        var key = (await AddKeyAsync("Storefront", ApiKeyType.Publishable)).Key;
        var channel = await AddAsync("Till");
        await OpenAsync(dialogs => dialogs.AddToAsync(key));
        Dialogs.WaitForAssertion(() => Assert.Equal(["Till"], Offered()));
        await ChooseAsync("Till");
        await Module.DeleteChannelAsync(channel.Id);

        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains($"There is no sales channel '{channel.Id}'", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await Module.LinkedNamesAsync(key.Id));
    }

    [Fact]
    public async Task A_channel_is_taken_off_a_key()
    {
        var key = await Module.CreateLinkedAsync("Storefront", "Till", "Web shop");
        await OpenAsync(dialogs => dialogs.RemoveFromAsync(key, key.SalesChannels[0]));

        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(["Web shop"], await Module.LinkedNamesAsync(key.Id));
    }

    [Fact]
    public async Task Who_lost_the_role_meanwhile_changes_nothing()
    {
        var channel = await AddAsync("Web shop");
        await OpenAsync(dialogs => dialogs.OpenAsync(SalesChannelAct.Delete, channel));
        Operator.SignIn(AdminRoles.Viewer);

        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains("Only an owner or manager can delete sales channels.", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(await ChannelsAsync());
    }

    private IEnumerable<string> Offered() => Dialogs.FindAll(".scope-choice .user-text").Select(name => name.TextContent);

    private IElement Confirm() => Dialogs.Find("button[type=submit]");

    private IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private Task ChooseAsync(string name) => Dialogs.FindAll(".scope-choice").Single(choice => choice.TextContent.Contains(name, StringComparison.Ordinal))
        .QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = true });

    private async Task<SalesChannelDetails> AddAsync(string name)
    {
        var id = await Module.CreateChannelAsync(name);
        return (await Module.Channels.RetrieveAsync(id, Cancellation))!;
    }

    private async Task<IReadOnlyList<SalesChannelDetails>> ChannelsAsync() => (await Module.ListChannelsAsync(new())).Items;

    private async Task<Task> OpenAsync(Func<SalesChannelDialogs, Task> open)
    {
        if (Operator.Id.Length == 0)
        {
            Operator.SignIn(AdminRoles.Owner);
        }

        var dialogs = Services.GetRequiredService<SalesChannelDialogs>();
        var done = Dialogs.InvokeAsync(() => open(dialogs));
        await Dialogs.WaitForElementAsync("form");
        return done;
    }
}
