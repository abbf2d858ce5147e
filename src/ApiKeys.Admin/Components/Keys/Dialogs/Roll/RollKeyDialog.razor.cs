using ApiKeys.Admin.Components.Keys.Dialogs.Edit;
using ApiKeys.Admin.Components.Keys.Dialogs.Reveal;
using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Roll;

/// <summary>Replaces a key; for a secret key the dialog goes on to the reveal.</summary>
public sealed partial class RollKeyDialog : RevealingDialog
{
    private ApiKeyDetails _current = null!;
    private TimeSpan _endsAfter = RollMessages.DefaultEndsAfter;

    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    protected override string What => "roll the key";

    protected override string[] Fields => ["oldKeyEndsAfter"];

    protected override bool IsSecret => Key.Type == ApiKeyType.Secret;

    protected override IReadOnlyList<ApiKeyDetails> Watched => Created is null ? [_current] : [];

    private bool EndsBefore => RollMessages.OwnEnd(_current) < Now + _endsAfter;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _current = Key;
    }

    protected override Task<IReadOnlyList<string>?> ReadAgainAsync() => ReadAgainAsync(
        () => Operations.RetrieveAsync(Key.Id),
        current =>
        {
            var seen = _current;
            _current = current;
            return KeyChanges.OfContent(seen, current, Now).Concat(KeyChanges.OfRevocation(seen, current, Now));
        });

    private async Task<CreatedApiKey?> RollAsync()
    {
        var created = await RunAsync(Key.Id, transactionId => Operations.RollAsync(
            new() { Id = Key.Id, OldKeyEndsAfter = _endsAfter, AwaitConfirmation = IsSecret, ExpectedVersion = _current.Version }, transactionId));
        if (created is null || IsSecret)
        {
            return created;
        }

        Feedback.Done("Rolled", created.Key.Title, new FeedbackLink("Show new key", KeyMessages.Href(created.Key.Id)));
        Finish(created.Key);
        return null;
    }
}
