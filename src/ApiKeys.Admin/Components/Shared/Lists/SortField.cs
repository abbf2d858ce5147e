namespace ApiKeys.Admin.Components.Shared.Lists;

/// <summary>A column that a list can be sorted by.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Descending">The order when it is chosen: names begin at A, times at the latest.</param>
public sealed record SortField(string Name, bool Descending = false);
