using ApiKeys.Operations;

namespace ApiKeys.SalesChannels.Update;

/// <summary>A sales channel's values before an update.</summary>
internal sealed record UpdateSalesChannelUndo(UndoStamp Stamp, string Name, string? Description, bool IsDisabled, string? Metadata);
