namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>When keys of a list expire; its name is what the address says.</summary>
public enum KeyExpires
{
    Ever,
    Week,
    Soon,
    Never,
}
