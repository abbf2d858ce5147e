namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Lets a deactivated person sign in again.</summary>
public sealed partial class ReactivateDialog : PersonDialog
{
    protected override string What => "reactivate this person";

    private Task ReactivateAsync() => ChangeAsync("Reactivated", transactionId => Team.ReactivateAsync(Person.Id, transactionId));
}
