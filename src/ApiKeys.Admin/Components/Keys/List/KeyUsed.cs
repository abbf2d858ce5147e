namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>When keys of a list were last used; its name is what the address says.</summary>
public enum KeyUsed
{
    Ever,
    Week,
    Month,
    Idle,
    Never,
}
