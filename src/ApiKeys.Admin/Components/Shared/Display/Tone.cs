namespace ApiKeys.Admin.Components.Shared.Display;

/// <summary>
/// What a chip, alert or message means; the theme gives each its colours.
/// </summary>
public enum Tone
{
    Neutral,
    Active,
    Pending,
    Danger,
    Info,
}
