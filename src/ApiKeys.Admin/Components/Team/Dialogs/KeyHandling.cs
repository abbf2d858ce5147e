namespace ApiKeys.Admin.Components.Team.Dialogs;

/// <summary>What becomes of a key when the person who owns or made it is deactivated.</summary>
public enum KeyHandling
{
    Keep,
    HandOver,
    Roll,
    Revoke,
}
