namespace ApiKeys.Admin.Components.Team;

/// <summary>What can be done with one person.</summary>
public enum PersonAct
{
    ChangeRole,
    Deactivate,
    Reactivate,
    Delete,
}
