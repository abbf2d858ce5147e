namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Deactivates a person.</summary>
public sealed partial class DeactivateDialog : PersonDialog
{
    protected override string What => "deactivate this person";

    private Task DeactivateAsync() => ChangeAsync("Deactivated", transactionId => Team.DeactivateAsync(Person.Id, transactionId));
}
