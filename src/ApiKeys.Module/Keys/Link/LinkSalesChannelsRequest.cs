namespace ApiKeys;

/// <summary>Which sales channels to link to a publishable key, and which to take off it.</summary>
public sealed record LinkSalesChannelsRequest
{
    /// <summary>The key's id.</summary>
    public required string Id { get; init; }

    /// <summary>Channels to link, disabled ones too; those linked already stay. A channel that is not there refuses the call.</summary>
    public IReadOnlyList<string> Add { get; init; } = [];

    /// <summary>Channels to take off the key, also where <see cref="Add"/> names them; those not linked are passed over.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>The <see cref="ApiKeyDetails.Version"/> the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</summary>
    public Guid? ExpectedVersion { get; init; }
}
