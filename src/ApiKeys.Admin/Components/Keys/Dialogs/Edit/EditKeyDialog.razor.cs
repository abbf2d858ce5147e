using ApiKeys.Admin.Components.Keys.Dialogs.Create;
using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Edit;

public sealed partial class EditKeyDialog : KeyDialog
{
    private string? _title;
    private string? _description;
    private IReadOnlyList<string> _scopes = [];
    private string? _owner;
    private ApiKeyDetails _current = null!;
    private ScopesField? _scopesField;
    private ExpiryField? _expiryField;
    private bool _loading;

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    protected override string What => _loading ? "load the current values" : "save the changes";

    protected override string[] Fields => ["title", "description", "scopes", "ownedBy", "expiresAt"];

    protected override IReadOnlyList<ApiKeyDetails> Watched => [_current];

    private bool IsAlive => _current.Status is ApiKeyStatus.Pending or ApiKeyStatus.Active or ApiKeyStatus.Revoking;

    /// <summary>A publishable token is public and is given none; one that got some over HTTP can be rid of them here.</summary>
    private bool HasScopes => IsAlive && (_current.Type == ApiKeyType.Secret || _current.Scopes.Count > 0);

    // Left alone, an owner who can't sign in any more stays. Only a new choice is held to the rule.
    private OwnerChange? OwnerChange => _owner == _current.OwnedBy ? null : _owner is null ? OwnerChange.ToStore : OwnerChange.To(_owner);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Show(Key);
    }

    private void Show(ApiKeyDetails key) =>
        (_current, _title, _description, _scopes, _owner) = (key, key.Title, key.Description, key.Scopes, key.OwnedBy);

    // What was typed stays; what wasn't touched takes the other user's value, or saving would take it back.
    protected override Task<IReadOnlyList<string>?> ReadAgainAsync() => ReadAgainAsync(
        () => Operations.RetrieveAsync(Key.Id),
        current =>
        {
            var seen = _current;
            _current = current;
            _title = _title == seen.Title ? current.Title : _title;
            _description = _description == seen.Description ? current.Description : _description;
            _scopes = _scopes.SequenceEqual(seen.Scopes) ? current.Scopes : _scopes;
            _owner = _owner == seen.OwnedBy ? current.OwnedBy : _owner;
            return KeyChanges.OfContent(seen, current, Now);
        });

    private async Task SaveAsync()
    {
        _loading = false;
        var (isRead, expiry) = _expiryField is null ? (true, null) : await _expiryField.ReadAsync();
        if ((_scopesField is not null && !await _scopesField.TakeTypedAsync()) || !isRead)
        {
            return;
        }

        var saved = await RunAsync(Key.Id, transactionId => Operations.UpdateAsync(
            new UpdateApiKeyRequest
            {
                Id = Key.Id,
                Title = _title ?? "",
                Description = _description ?? "",
                Scopes = _scopes,
                Owner = OwnerChange,
                Expiry = expiry,
                ExpectedVersion = _current.Version,
            },
            transactionId));
        if (saved is not null)
        {
            Feedback.Done("Saved", saved.Title, new FeedbackLink("Show key", KeyMessages.Href(saved.Id)));
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
            _expiryField?.Reset();
        }
    }
}
