namespace ApiKeys.Admin.Components.Workflows.List;

/// <summary>How far back a list of executions reaches; its name is what the address says.</summary>
public enum StartedWithin
{
    Ever,
    Hour,
    Day,
    Week,
    Month,
}
