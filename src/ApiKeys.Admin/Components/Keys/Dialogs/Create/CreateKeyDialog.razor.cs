using ApiKeys.Admin.Components.Keys.Dialogs.Reveal;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>Makes a key; for a secret key the dialog goes on to the reveal.</summary>
public sealed partial class CreateKeyDialog : RevealingDialog
{
    private string? _title;
    private string? _description;
    private IReadOnlyList<string> _scopes = [];
    private string? _owner;
    private AccessField? _accessField;
    private ExpiryField _expiryField = null!;

    [Parameter, EditorRequired]
    public ApiKeyType Type { get; set; }

    protected override string What => "create the key";

    protected override string[] Fields => ["title", "description", "scopes", "ownedBy", "expiresAt"];

    protected override bool IsSecret => Type == ApiKeyType.Secret;

    private async Task<CreatedApiKey?> CreateAsync()
    {
        var (isRead, expiry) = await _expiryField.ReadAsync();
        if (!await TakeTypedScopesAsync() || !isRead)
        {
            return null;
        }

        var request = new CreateApiKeyRequest
        {
            Type = Type,
            Title = _title ?? "",
            Description = _description,
            Scopes = _scopes,
            OwnedBy = _owner,
            ExpiresAt = expiry?.ExpiresAt,
            NeverExpires = expiry is { ExpiresAt: null },
            AwaitConfirmation = IsSecret,
        };
        var created = await Act.RunAsync(What, transactionId => Operations.CreateAsync(request, transactionId));
        if (created is null || IsSecret)
        {
            return created;
        }

        Feedback.Done("Created", created.Key.Title);
        Finish(created.Key);
        return null;
    }

    // A publishable token is public: what it may do, everyone may. Scopes on it would only look like a limit.
    private async Task<bool> TakeTypedScopesAsync() => _accessField is null || await _accessField.TakeTypedAsync();
}
