using ApiKeys.Admin.Components.Keys.Dialogs;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>What dialogs about sales channels have besides what all have.</summary>
public abstract class SalesChannelDialog : KeyDialog
{
    [Inject]
    internal SalesChannelOperations Channels { get; init; } = null!;
}
