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

internal static class RevokeDelays
{
    /// <summary>How much later; <see langword="null"/> for a moment that the user enters.</summary>
    public static TimeSpan? Delay(this RevokeWhen when) => when switch
    {
        RevokeWhen.Now => TimeSpan.Zero,
        RevokeWhen.InAnHour => TimeSpan.FromHours(1),
        RevokeWhen.InADay => TimeSpan.FromDays(1),
        RevokeWhen.InAWeek => TimeSpan.FromDays(7),
        _ => null,
    };
}
