namespace ApiKeys.Admin.Components.Shared.Filters;

/// <summary>How far back a list reaches; its name is what the address says.</summary>
public enum Period
{
    Ever,
    Hour,
    Day,
    Week,
    Month,
}
