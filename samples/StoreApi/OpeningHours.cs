namespace ApiKeys.Samples.StoreApi;

/// <summary>When the shop is open: anybody may know.</summary>
internal sealed record OpeningHours(string Days, string From, string To);
