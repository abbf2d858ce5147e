using AngleSharp.Dom;
using ApiKeys.Admin.Components.Team.Dialogs;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Team;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>The dialog that deactivates a person and says what becomes of their keys.</summary>
public sealed class DeactivateDialogTests : DashboardTestContext
{
    private const string Sam = "user_01SAM";
    private const string Tess = "user_01TESS";

    public DeactivateDialogTests()
        : base(TeamTables.Configure)
    {
    }

    [Fact]
    public async Task Person_without_keys_is_deactivated_by_one_press()
    {
        await OpenAsync();
        Assert.Contains("They own no key that works, and made none.", Dialogs.Markup, StringComparison.Ordinal);

        await PressAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.NotNull((await SamAsync()).DeactivatedAt);
    }

    [Fact]
    public async Task Keys_are_left_as_they_are_unless_something_else_is_chosen()
    {
        var key = await KeyAsync();
        await OpenAsync();
        Assert.Equal("Leave them as they are", TextOf(Dialogs.FindAll("label.choice").Single(choice => choice.QuerySelector("input")!.HasAttribute("checked"))));

        await PressAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal((Sam, ApiKeyStatus.Active), await StateAsync(key));
    }

    [Fact]
    public async Task Key_that_got_another_owner_meanwhile_is_told_and_left_to_them_by_the_next_press()
    {
        var (key, other) = (await KeyAsync(), await KeyAsync("Importer"));
        await OpenAsync();
        await ChooseAsync("Hand them over");
        await Module.Keys.UpdateAsync([new() { Id = key, Owner = OwnerChange.To(Tess) }], TestModule.Dana, null, Cancellation);

        await PressAsync();

        Dialogs.WaitForAssertion(() => Assert.Contains("“Till”: Someone else changed this key", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Null((await SamAsync()).DeactivatedAt);
        Assert.Equal((Tess, ApiKeyStatus.Active), await StateAsync(key));

        await PressAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal((Tess, ApiKeyStatus.Active), await StateAsync(key));
        Assert.Equal((Operator.Id, ApiKeyStatus.Active), await StateAsync(other));
    }

    [Fact]
    public async Task Keys_are_revoked_when_that_is_chosen()
    {
        var key = await KeyAsync();
        await OpenAsync();
        await ChooseAsync("Revoke them");

        await PressAsync();

        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.Equal((Sam, ApiKeyStatus.Revoked), await StateAsync(key));
    }

    [Fact]
    public async Task Person_can_be_deactivated_while_their_keys_can_not_be_read()
    {
        await SetUpAsync();
        var person = await SamAsync();
        DatabaseFails = true;

        await ShowAsync(person);

        Dialogs.WaitForAssertion(() => Assert.Contains("Their keys couldn't be read, and stay as they are.", Dialogs.Markup, StringComparison.Ordinal));
        DatabaseFails = false;
        await PressAsync();
        Dialogs.WaitForAssertion(() => Assert.Empty(Dialogs.FindAll(".mud-dialog")));
        Assert.NotNull((await SamAsync()).DeactivatedAt);
    }

    private async Task OpenAsync()
    {
        await SetUpAsync();
        await ShowAsync(await SamAsync());
        Dialogs.WaitForAssertion(() => Assert.DoesNotContain("Looking up keys", Dialogs.Markup, StringComparison.Ordinal));
    }

    private Task<IDialogReference> ShowAsync(PersonDetails person) =>
        ShowAsync<DeactivateDialog>(new DialogParameters<DeactivateDialog> { { dialog => dialog.Person, person } });

    private Task ChooseAsync(string handling) =>
        Choice(handling).QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "on" });

    private IElement Choice(string text) => Dialogs.FindAll("label.choice").Single(choice => TextOf(choice) == text);

    private static string TextOf(IElement choice) => choice.QuerySelector("span")!.FirstChild!.TextContent.Trim();

    private Task PressAsync() => Dialogs.Find("form").SubmitAsync();

    private async Task SetUpAsync()
    {
        if (Operator.Id.Length > 0)
        {
            return;
        }

        Operator.SignIn(AdminRoles.Owner);
        await using var db = await TeamTables.CreateAsync(Module);
        db.AddPerson(Operator.Id, "Dana", AdminRoles.Owner);
        db.AddPerson(Sam, "Sam", AdminRoles.Manager);
        db.AddPerson(Tess, "Tess", AdminRoles.Manager);
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<PersonDetails> SamAsync() => (await Module.Get<TeamReader>().PersonAsync(Sam, Cancellation)).Single();

    private async Task<string> KeyAsync(string title = "Till")
    {
        await SetUpAsync();
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, OwnedBy = Sam };
        return (await Module.Keys.CreateAsync(request, TestModule.Dana, null, Cancellation)).Value!.Key.Id;
    }

    private async Task<(string? Owner, ApiKeyStatus Status)> StateAsync(string id)
    {
        var key = await Module.RetrieveAsync(id);
        return (key.OwnedBy, key.Status);
    }
}
