namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>What can be done with one sales channel.</summary>
public enum SalesChannelAct
{
    Edit,
    Disable,
    Enable,
    Delete,
}
