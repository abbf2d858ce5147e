namespace ApiKeys.SalesChannels.Links;

/// <summary>
/// Says whether a publishable key sells in a sales channel, and who said so last. The row stays when the link goes: by it an undo sees whether
/// someone else has linked or unlinked the two since.
/// </summary>
internal sealed class SalesChannelLink
{
    public required string KeyId { get; set; }

    public required string ChannelId { get; set; }

    public DateTimeOffset LinkedAt { get; set; }

    /// <summary>Null while the link is there.</summary>
    public DateTimeOffset? UnlinkedAt { get; set; }

    /// <summary>The execution that changed it last.</summary>
    public required string ExecutionId { get; set; }

    public SalesChannel Channel { get; set; } = null!;
}
