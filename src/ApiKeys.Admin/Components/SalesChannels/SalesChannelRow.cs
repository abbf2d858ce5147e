namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>A row of the list of sales channels.</summary>
/// <param name="Channel">The sales channel.</param>
/// <param name="Keys">How many keys are linked to it.</param>
public sealed record SalesChannelRow(SalesChannelDetails Channel, int Keys);
