namespace ApiKeys.Admin.Components.Keys.Dialogs.Revoke;

/// <summary>When a revocation takes effect.</summary>
public enum RevokeWhen
{
    Now,
    InAnHour,
    InADay,
    InAWeek,
    At,
}
