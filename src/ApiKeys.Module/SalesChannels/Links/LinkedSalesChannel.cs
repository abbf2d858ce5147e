namespace ApiKeys;

/// <summary>A sales channel as its keys tell of it.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="Name">The channel's name now.</param>
/// <param name="IsDisabled">Whether nothing is sold in it at the moment.</param>
public sealed record LinkedSalesChannel(string Id, string Name, bool IsDisabled);
