using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Verification;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

/// <summary>Dialogs whose object another user changes while they are open.</summary>
public sealed class ChangedMeanwhileTests : DashboardTestContext
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Revocation_takes_place_although_the_key_was_renamed(int choice)
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);
        await RenameAsync(key, "By the other");

        await ChooseAsync(choice);
        await SendAsync();

        var revoked = await Module.RetrieveAsync(key.Id);
        Assert.Equal((choice == 0 ? ApiKeyStatus.Revoked : ApiKeyStatus.Revoking, "By the other"), (revoked.Status, revoked.Title));
    }

    [Fact]
    public async Task Later_revocation_does_not_put_off_one_set_meanwhile_without_being_sent_again()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);
        await RevokeAsync(key, TimeSpan.FromHours(2));
        await ChooseAsync(3);

        await SendAsync();
        Assert.Contains("Dana Reyes scheduled a revocation of this key just now. Nothing was changed. It is now set to be revoked in 2 h.", Problem(), StringComparison.Ordinal);
        Assert.Equal(Time.GetUtcNow().AddHours(2), (await Module.RetrieveAsync(key.Id)).RevokedAt);

        await SendAsync();
        Assert.Equal(Time.GetUtcNow().AddDays(7), (await Module.RetrieveAsync(key.Id)).RevokedAt);
    }

    [Fact]
    public async Task Revocation_at_once_takes_place_although_one_was_scheduled_meanwhile()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);
        await RevokeAsync(key, TimeSpan.FromHours(2));

        await SendAsync();

        Assert.Equal(ApiKeyStatus.Revoked, (await Module.RetrieveAsync(key.Id)).Status);
    }

    [Fact]
    public async Task Roll_shows_what_changed_and_can_be_sent_again()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Roll, key);
        await RenameAsync(key, "By the other");

        await SendAsync();
        Assert.Contains("The title is now “By the other”.", Problem(), StringComparison.Ordinal);
        Assert.Contains("Roll “By the other”", Dialogs.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await CountKeysAsync());

        await SendAsync();
        await Dialogs.WaitForElementAsync("#revealed-token");
    }

    [Fact]
    public async Task Revocation_of_a_renamed_key_is_cancelled()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await RevokeAsync(key, TimeSpan.FromHours(2));
        await OpenAsync(KeyAct.CancelRevocation, await Module.RetrieveAsync(key.Id));
        await RenameAsync(key, "By the other");

        await SendAsync();

        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(key.Id)).Status);
    }

    [Fact]
    public async Task Edit_sent_again_keeps_what_both_users_changed()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Edit, key);
        await RenameAsync(key, "By the other");
        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "Runs at two." });

        await SendAsync();
        Assert.Contains("The title is now “By the other”.", Problem(), StringComparison.Ordinal);
        Assert.Equal("By the other", Dialogs.Find("input.field-input").GetAttribute("value"));
        await SendAsync();

        var saved = await Module.RetrieveAsync(key.Id);
        Assert.Equal(("By the other", "Runs at two."), (saved.Title, saved.Description));
    }

    [Fact]
    public async Task Edit_is_saved_when_nothing_that_it_shows_has_changed()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Edit, key);
        await RevokeAsync(key, TimeSpan.FromHours(2));
        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Mine" });

        await SendAsync();

        var saved = await Module.RetrieveAsync(key.Id);
        Assert.Equal(("Mine", ApiKeyStatus.Revoking), (saved.Title, saved.Status));
    }

    [Theory]
    [InlineData(KeyAct.Edit)]
    [InlineData(KeyAct.Revoke)]
    [InlineData(KeyAct.Roll)]
    [InlineData(KeyAct.CancelRevocation)]
    public async Task Open_dialog_says_at_once_that_someone_else_changed_the_key(KeyAct act)
    {
        var key = (await AddKeyAsync("Importer")).Key;
        if (act == KeyAct.CancelRevocation)
        {
            await RevokeAsync(key, TimeSpan.FromHours(2));
        }

        await OpenAsync(act, await Module.RetrieveAsync(key.Id));
        await RenameAsync(key, "By the other");
        await NoticeAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("Dana Reyes updated this key just now. The title is now “By the other”.", Problem(), StringComparison.Ordinal));
        Assert.Contains("This key has changed", Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_when_the_key_is_revoked_meanwhile_and_saving_is_refused_as_before()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Edit, key);
        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "Runs at two." });
        await RenameAsync(key, "By the other");
        await RevokeAsync(key, TimeSpan.Zero);
        await NoticeAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("Dana Reyes revoked this key just now.", Problem(), StringComparison.Ordinal));
        Assert.Contains("It is revoked, and every request with it is refused.", Problem(), StringComparison.Ordinal);
        Assert.Equal("Runs at two.", Dialogs.Find("textarea").GetAttribute("value"));

        await SendAsync();
        Assert.Contains("Couldn't save the changes", Problem(), StringComparison.Ordinal);
        Assert.Equal("", (await Module.RetrieveAsync(key.Id)).Description);
    }

    [Fact]
    public async Task Change_of_another_key_shows_no_message()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        var other = (await AddKeyAsync("Exporter")).Key;
        await OpenAsync(KeyAct.Edit, key);

        await RenameAsync(other, "By the other");
        await NoticeAsync();
        await RenameAsync(key, "Renamed");
        await NoticeAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("“Renamed”", Problem(), StringComparison.Ordinal));
        Assert.DoesNotContain("By the other", Dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_keys_one_revoked_meanwhile_is_named_and_left_out_of_the_next_attempt()
    {
        ApiKeyDetails[] keys = [(await AddKeyAsync("Importer")).Key, (await AddKeyAsync("Exporter")).Key, (await AddKeyAsync("Reporter")).Key];
        Operator.SignIn(AdminRoles.Owner);
        var opening = Dialogs.InvokeAsync(() => Services.GetRequiredService<KeyDialogs>().RevokeAsync(keys));
        await Dialogs.WaitForElementAsync("form");
        await RenameAsync(keys[0], "Renamed");
        await RevokeAsync(keys[1], TimeSpan.Zero);

        await SendAsync();
        Assert.Contains("“Exporter”: Dana Reyes revoked this key just now. Nothing was changed.", Problem(), StringComparison.Ordinal);
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(keys[2].Id)).Status);

        Assert.Equal("Revoke 2 keys", Dialogs.Find("[type=submit]").TextContent.Trim());
        await SendAsync();
        Assert.True(await opening);
        Assert.Equal(ApiKeyStatus.Revoked, (await Module.RetrieveAsync(keys[0].Id)).Status);
        Assert.Equal(ApiKeyStatus.Revoked, (await Module.RetrieveAsync(keys[2].Id)).Status);
    }

    [Fact]
    public async Task Channel_renamed_meanwhile_is_disabled()
    {
        Operator.SignIn(AdminRoles.Owner);
        var channels = Module.Channels;
        var channel = (await channels.CreateAsync(new CreateSalesChannelRequest { Name = "Web shop" }, TestModule.Sam, cancellationToken: Cancellation)).Value!;
        _ = Dialogs.InvokeAsync(() => Services.GetRequiredService<SalesChannelDialogs>().OpenAsync(SalesChannelAct.Disable, channel));
        await Dialogs.WaitForElementAsync("form");
        await channels.UpdateAsync(new UpdateSalesChannelRequest { Id = channel.Id, Name = "Till" }, TestModule.Sam, cancellationToken: Cancellation);

        await SendAsync();

        var disabled = await channels.RetrieveAsync(channel.Id, Cancellation);
        Assert.Equal(("Till", true), (disabled?.Name, disabled?.IsDisabled));
    }

    private async Task NoticeAsync()
    {
        await Module.LookAsync();
        Time.Advance(TimeSpan.FromMilliseconds(200));
    }

    private async Task OpenAsync(KeyAct act, ApiKeyDetails key)
    {
        Operator.SignIn(AdminRoles.Owner);
        _ = Dialogs.InvokeAsync(() => Services.GetRequiredService<KeyDialogs>().OpenAsync(act, key));
        await Dialogs.WaitForElementAsync("form");
    }

    private Task ChooseAsync(int choice) => Dialogs.FindAll("input[type=radio]")[choice].ChangeAsync(new ChangeEventArgs { Value = "on" });

    private Task SendAsync() => Dialogs.Find("form").SubmitAsync();

    private string Problem() => Dialogs.Find(".mud-dialog-actions [role=alert]").TextContent;

    private Task<ApiKeyResult<ApiKeyDetails>> RenameAsync(ApiKeyDetails key, string title) =>
        Module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = key.Id, Title = title }, new Actor(Operator.Id), cancellationToken: Cancellation);

    private Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(ApiKeyDetails key, TimeSpan after) =>
        Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id, After = after }, new Actor(Operator.Id is { Length: > 0 } id ? id : TestModule.Sam.Id), cancellationToken: Cancellation);
}
