using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.SalesChannels.Dialogs;

/// <summary>Makes a sales channel, or changes one.</summary>
public sealed partial class EditSalesChannelDialog : SalesChannelDialog
{
    private string? _name;
    private string? _description;
    private bool _isDisabled;
    private SalesChannelDetails? _current;
    private bool _loading;

    /// <summary>What to change; null to make one.</summary>
    [Parameter]
    public SalesChannelDetails? Channel { get; set; }

    protected override string What => _loading ? "load the current values" : Channel is null ? "create the sales channel" : "save the changes";

    protected override string[] Fields => ["name", "description"];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Show(Channel);
    }

    private void Show(SalesChannelDetails? channel) =>
        (_current, _name, _description, _isDisabled) = (channel, channel?.Name, channel?.Description, channel?.IsDisabled ?? false);

    // What was typed stays; what wasn't touched takes the other user's value, or saving would take it back.
    protected override Task<IReadOnlyList<string>?> ReadAgainAsync() => _current is not { } seen ? base.ReadAgainAsync() : ReadAgainAsync(
        () => Channels.RetrieveAsync(seen.Id),
        current =>
        {
            _current = current;
            _name = _name == seen.Name ? current.Name : _name;
            _description = _description == seen.Description ? current.Description : _description;
            _isDisabled = _isDisabled == seen.IsDisabled ? current.IsDisabled : _isDisabled;
            return SalesChannelChanges.OfText(seen, current).Concat(SalesChannelChanges.OfState(seen, current));
        });

    private async Task SaveAsync()
    {
        _loading = false;
        var saved = _current is { } current
            ? await RunAsync(current.Id, transactionId => UpdateAsync(_current, transactionId))
            : await Act.RunAsync(What, transactionId => Channels.CreateAsync(
                new() { Name = _name ?? "", Description = _description, IsDisabled = _isDisabled }, transactionId));
        if (saved is not null)
        {
            Feedback.Done(Channel is null ? "Created" : "Saved", saved.Name);
            Close();
        }
    }

    private Task<ApiKeyResult<SalesChannelDetails>> UpdateAsync(SalesChannelDetails current, string transactionId) => Channels.UpdateAsync(
        new() { Id = current.Id, Name = _name ?? "", Description = _description ?? "", IsDisabled = _isDisabled, ExpectedVersion = current.Version },
        transactionId);

    private async Task LoadCurrentAsync()
    {
        _loading = true;
        if (await RunAsync(Channel!.Id, _ => Channels.RetrieveAsync(Channel.Id)) is { } current)
        {
            ForgetConflict();
            Show(current);
        }
    }
}
