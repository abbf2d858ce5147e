using ApiKeys.Admin.Team.Change;

namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Gives a person another role.</summary>
public sealed partial class ChangeRoleDialog : PersonDialog
{
    private string _role = "";

    protected override string What => "change the role";

    protected override string[] Fields => ["role"];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _role = Person.Role;
    }

    private Task ChangeAsync() => ChangeAsync(
        $"Now {_role}:", transactionId => Team.ChangeRoleAsync(new ChangeRoleRequest(Person.Id, _role, Person.Role), transactionId));
}
