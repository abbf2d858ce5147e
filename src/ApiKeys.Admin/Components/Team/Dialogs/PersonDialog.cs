using ApiKeys.Admin.Components.Keys.Dialogs;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Team;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>What dialogs about the team have besides what all have.</summary>
public abstract class TeamDialog : KeyDialog
{
    [Inject]
    internal TeamOperations Team { get; init; } = null!;
}

/// <summary>What dialogs about one person have.</summary>
public abstract class PersonDialog : TeamDialog
{
    [Parameter, EditorRequired]
    public required PersonDetails Person { get; set; }

    /// <summary>Whether it is the person who looks.</summary>
    [Parameter]
    public bool IsSelf { get; set; }

    /// <summary>Runs the change; says that it is done and closes.</summary>
    protected async Task ChangeAsync(string done, Func<string, Task<ApiKeyResult<PersonDetails>>> change)
    {
        if (await Act.RunAsync(What, change) is { } person)
        {
            Feedback.Done(done, person.DisplayName);
            Close();
        }
    }
}
