using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Identity;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

public sealed class KeyDialogTests : DashboardTestContext
{
    [Fact]
    public async Task An_edit_is_saved()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        var done = await OpenAsync(KeyAct.Edit, key);

        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Night importer" });
        await Dialogs.Find("form").SubmitAsync();

        Assert.True(await done);
        Assert.Equal("Night importer", (await Module.RetrieveAsync(key.Id)).Title);
    }

    [Fact]
    public async Task An_edit_that_meets_anothers_says_whose_and_keeps_what_was_typed()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Edit, key);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = key.Id, Title = "By the other" }, new Actor(Operator.Id), cancellationToken: Cancellation);
        Time.Advance(TimeSpan.FromMinutes(2));

        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Mine" });
        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains("Dana Reyes updated this key 2 min ago. Nothing was changed.", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Mine", Dialogs.Find("input.field-input").GetAttribute("value"));

        await Button("Load the current values").ClickAsync();
        Assert.Equal("By the other", Dialogs.Find("input.field-input").GetAttribute("value"));
        await Dialogs.Find("input.field-input").InputAsync(new ChangeEventArgs { Value = "Both" });
        await Dialogs.Find("form").SubmitAsync();
        Assert.Equal("Both", (await Module.RetrieveAsync(key.Id)).Title);
    }

    [Fact]
    public async Task Revoking_says_whom_it_hits_and_revokes_at_once()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        var done = await OpenAsync(KeyAct.Revoke, key);
        Assert.Contains("A revocation can't be undone", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal("Never", Dialogs.FindAll(".key-use dd")[1].TextContent.Trim());

        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "Laptop lost" });
        await Dialogs.Find("form").SubmitAsync();

        Assert.True(await done);
        var revoked = await Module.RetrieveAsync(key.Id);
        Assert.Equal((ApiKeyStatus.Revoked, Operator.Id, "Laptop lost"), (revoked.Status, revoked.RevokedBy, revoked.RevokeReason));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 24)]
    [InlineData(3, 168)]
    public async Task A_revocation_can_come_later(int choice, int hours)
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);

        await Dialogs.FindAll("input[type=radio]")[choice].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("form").SubmitAsync();

        var revoking = await Module.RetrieveAsync(key.Id);
        Assert.Equal((ApiKeyStatus.Revoking, Time.GetUtcNow().AddHours(hours)), (revoking.Status, revoking.RevokedAt));
    }

    [Theory]
    [InlineData("", "Enter a date and a time.")]
    [InlineData("2026-03-14T11:00", "This moment has passed. Pick a later one, or revoke now.")]
    [InlineData("2028-03-14T11:00", "A key's end is at most 366 days away")]
    public async Task A_moment_that_is_none_is_said_at_its_field_and_revokes_nothing(string value, string error)
    {
        JSInterop.Setup<string?>("apiKeysTimes.moment", value).SetResult(value + ":00.000Z");
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);
        await Dialogs.FindAll("input[type=radio]")[4].ChangeAsync(new ChangeEventArgs { Value = "on" });

        await Dialogs.Find("input[type=datetime-local]").InputAsync(new ChangeEventArgs { Value = value });
        await Dialogs.Find("form").SubmitAsync();

        Assert.StartsWith(error, Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(key.Id)).Status);
    }

    [Fact]
    public async Task A_moment_out_of_range_is_said_so_with_the_range()
    {
        JSInterop.Setup<string?>("apiKeysTimes.moment", "9999-12-31T23:59").SetResult("+010000-01-01T07:59:00.000Z");
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);
        await Dialogs.FindAll("input[type=radio]")[4].ChangeAsync(new ChangeEventArgs { Value = "on" });

        await Dialogs.Find("input[type=datetime-local]").InputAsync(new ChangeEventArgs { Value = "9999-12-31T23:59" });
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal("This date is out of range. Choose one from 14 Mar 2026 to 15 Mar 2027.", Dialogs.Find(".field-error").TextContent);
    }

    [Fact]
    public async Task Revoking_what_somebody_has_revoked_says_who_and_when()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Revoke, key);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, new Actor(Operator.Id), cancellationToken: Cancellation);
        Time.Advance(TimeSpan.FromMinutes(2));

        await Dialogs.Find("form").SubmitAsync();

        var alert = Dialogs.Find("[role=alert]").TextContent;
        Assert.Contains("Couldn't revoke the key", alert, StringComparison.Ordinal);
        Assert.Contains("Dana Reyes revoked this key 2 min ago. Nothing was changed.", alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_revocation_is_called_off()
    {
        var key = await RevokingKeyAsync();
        await OpenAsync(KeyAct.CancelRevocation, key);

        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(key.Id)).Status);
    }

    [Fact]
    public async Task A_scheduled_revocation_is_moved()
    {
        var key = await RevokingKeyAsync();
        await OpenAsync(KeyAct.ChangeRevocation, key);

        await Dialogs.FindAll("input[type=radio]")[3].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(Time.GetUtcNow().AddDays(7), (await Module.RetrieveAsync(key.Id)).RevokedAt);
    }

    [Fact]
    public async Task A_revoked_key_is_deleted()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id }, TestModule.Sam, cancellationToken: Cancellation);
        await OpenAsync(KeyAct.Delete, await Module.RetrieveAsync(key.Id));

        await Dialogs.Find("form").SubmitAsync();

        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task A_pending_key_is_confirmed_without_its_token_being_shown_again()
    {
        var created = await AddKeyAsync("Importer", pending: true);
        await OpenAsync(KeyAct.ConfirmSaved, created.Key);
        Assert.DoesNotContain(created.Token!.Reveal(), Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("discarded in 15 min", Dialogs.Markup, StringComparison.Ordinal);

        await Button("It is saved").ClickAsync();

        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(created.Key.Id)).Status);
    }

    [Fact]
    public async Task A_roll_keeps_the_old_key_until_the_new_one_is_confirmed_and_ends_it_as_chosen()
    {
        var old = (await AddKeyAsync("Importer")).Key;
        await OpenAsync(KeyAct.Roll, old);
        await Dialogs.FindAll("input[type=radio]")[2].ChangeAsync(new ChangeEventArgs { Value = "on" });
        Assert.Contains("For 1 hour both keys work", Dialogs.Markup, StringComparison.Ordinal);

        await Dialogs.Find("form").SubmitAsync();
        Dialogs.WaitForElement("#revealed-token");
        Assert.Contains("keeps working until you confirm, and for 1 hour after that", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(ApiKeyStatus.Active, (await Module.RetrieveAsync(old.Id)).Status);
        await Button("I have saved it").ClickAsync();

        var ending = await Module.RetrieveAsync(old.Id);
        Assert.Equal((ApiKeyStatus.Revoking, Time.GetUtcNow().AddHours(1)), (ending.Status, ending.RevokedAt));
    }

    [Fact]
    public async Task A_second_roll_while_a_replacement_waits_is_refused_in_words()
    {
        var old = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Id, AwaitConfirmation = true }, TestModule.Sam, cancellationToken: Cancellation);
        await OpenAsync(KeyAct.Roll, await Module.RetrieveAsync(old.Id));

        await Dialogs.Find("form").SubmitAsync();

        Assert.Contains("waits to be confirmed already", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_opens_one_dialog()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        var first = await OpenAsync(KeyAct.Edit, key);
        var dialogs = Services.GetRequiredService<KeyDialogs>();

        var second = await Dialogs.InvokeAsync(() => dialogs.OpenAsync(KeyAct.Edit, key));

        Assert.False(second);
        Assert.False(first.IsCompleted);
        Assert.Single(Dialogs.FindAll("[role=dialog]"));
    }

    [Theory]
    [InlineData(KeyAct.Roll, 2, 1)]
    [InlineData(KeyAct.Roll, 3, 0)]
    public async Task A_roll_does_not_promise_more_than_the_old_key_has_left(KeyAct act, int hoursLeft, int choice)
    {
        var key = (await AddKeyAsync("Importer", expiresAt: Time.GetUtcNow().AddHours(hoursLeft))).Key;
        await OpenAsync(act, key);
        await Dialogs.FindAll("input[type=radio]")[choice].ChangeAsync(new ChangeEventArgs { Value = "on" });
        Assert.DoesNotContain("in any case", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("The new key expires when this one does", Dialogs.Markup, StringComparison.Ordinal);

        await Dialogs.FindAll("input[type=radio]")[3].ChangeAsync(new ChangeEventArgs { Value = "on" });

        Assert.Contains("until the old one's own end, and at most for 24 hours", Dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains($"The old key ends on 14 Mar 2026, {12 + hoursLeft}:00:00 UTC in any case.", Words(), StringComparison.Ordinal);

        await Dialogs.Find("form").SubmitAsync();
        Dialogs.WaitForElement("#revealed-token");
        Assert.Contains($"The old key ends on 14 Mar 2026, {12 + hoursLeft}:00:00 UTC in any case.", Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KeyAct.ConfirmSaved)]
    [InlineData(KeyAct.Discard)]
    public async Task What_waits_to_replace_a_key_that_ends_soon_says_so(KeyAct act)
    {
        var old = await RevokingKeyAsync();
        var rolled = await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Id, AwaitConfirmation = true, OldKeyEndsAfter = TimeSpan.FromDays(7) },
            TestModule.Sam,
            cancellationToken: Cancellation);

        await OpenAsync(act, rolled.Value!.Key);

        Dialogs.WaitForAssertion(() => Assert.Contains("The old key ends on 14 Mar 2026, 14:00:00 UTC in any case.", Words(), StringComparison.Ordinal));
    }

    private string Words() => string.Join(' ', Dialogs.Find(".dialog-body").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<ApiKeyDetails> RevokingKeyAsync()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = key.Id, After = TimeSpan.FromHours(2) }, TestModule.Sam, cancellationToken: Cancellation);
        return await Module.RetrieveAsync(key.Id);
    }

    private async Task<Task<bool>> OpenAsync(KeyAct act, ApiKeyDetails key)
    {
        Operator.SignIn(AdminRoles.Owner);
        var dialogs = Services.GetRequiredService<KeyDialogs>();
        var done = Dialogs.InvokeAsync(() => dialogs.OpenAsync(act, key));
        await Dialogs.WaitForElementAsync("[role=dialog]");
        return done;
    }

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
