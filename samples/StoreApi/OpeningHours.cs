namespace ApiKeys.Samples.StoreApi;

/// <summary>When the shop is open. This is public.</summary>
internal sealed record OpeningHours(string Days, string From, string To);
