using ApiKeys.Admin.Components.Shared;
using ApiKeys.Keys;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

public sealed partial class EditKeyDialog : KeyDialog
{
    private string? _title;
    private string? _description;
    private Guid _version;
    private bool _loading;

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    protected override string What => _loading ? "load the current values" : "save the changes";

    protected override string[] Fields => ["title", "description"];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Show(Key);
    }

    private void Show(ApiKeyDetails key) => (_title, _description, _version) = (key.Title, key.Description, key.Version);

    private async Task SaveAsync()
    {
        _loading = false;
        var saved = await RunAsync(Key.Id, transactionId => Operations.UpdateAsync(
            new() { Id = Key.Id, Title = _title ?? "", Description = _description ?? "", ExpectedVersion = _version }, transactionId));
        if (saved is not null)
        {
            Feedback.Done("Saved", saved.Title, new FeedbackLink("Show key", KeyWords.Href(saved.Id)));
            Close();
        }
    }

    private async Task LoadCurrentAsync()
    {
        _loading = true;
        if (await RunAsync(Key.Id, _ => Operations.RetrieveAsync(Key.Id)) is { } current)
        {
            ForgetConflict();
            Show(current);
        }
    }
}
