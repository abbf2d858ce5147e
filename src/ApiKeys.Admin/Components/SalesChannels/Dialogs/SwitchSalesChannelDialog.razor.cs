using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Disables a sales channel, or enables it again.</summary>
public sealed partial class SwitchSalesChannelDialog : SalesChannelDialog
{
    private SalesChannelDetails _current = null!;

    [Parameter, EditorRequired]
    public required SalesChannelDetails Channel { get; set; }

    protected override string What => Disables ? "disable the sales channel" : "enable the sales channel";

    private bool Disables => !Channel.IsDisabled;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _current = Channel;
    }

    protected override Task<IReadOnlyList<string>?> ReadAgainAsync() => ReadAgainAsync(
        () => Channels.RetrieveAsync(Channel.Id),
        current =>
        {
            var seen = _current;
            _current = current;
            return SalesChannelChanges.OfState(seen, current);
        });

    private async Task SwitchAsync()
    {
        var switched = await RunAsync(
            Channel.Id,
            transactionId => Channels.UpdateAsync(new() { Id = Channel.Id, IsDisabled = Disables, ExpectedVersion = _current.Version }, transactionId));
        if (switched is not null)
        {
            Feedback.Done(switched.IsDisabled ? "Disabled" : "Enabled", switched.Name);
            Close();
        }
    }
}
