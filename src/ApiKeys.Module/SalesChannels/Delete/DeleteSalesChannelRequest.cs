namespace ApiKeys;

/// <summary>A sales channel to remove from the lists and from its keys.</summary>
/// <param name="Id">The channel.</param>
/// <param name="ExpectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
public sealed record DeleteSalesChannelRequest(string Id, Guid? ExpectedVersion = null);
