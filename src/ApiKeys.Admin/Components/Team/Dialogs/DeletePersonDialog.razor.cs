using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Team.Change;

namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>Deletes a person.</summary>
public sealed partial class DeletePersonDialog : PersonDialog
{
    private bool _keepsName = true;

    protected override string What => "delete this person";

    private static IReadOnlyList<ChoiceOption<bool>> Choices { get; } =
    [
        new(true, "Keep the name", "Activity goes on saying who changed which key."),
        new(false, "Remove the name", "For data protection: activity says “Former member”. What was done, and when, stays."),
    ];

    private Task DeleteAsync() =>
        ChangeAsync("Deleted", transactionId => Team.DeleteAsync(new DeletePersonRequest(Person.Id, _keepsName), transactionId));
}
