namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>When a revocation takes effect.</summary>
public enum RevokeWhen
{
    Now,
    InAnHour,
    InADay,
    InAWeek,
    At,
}
