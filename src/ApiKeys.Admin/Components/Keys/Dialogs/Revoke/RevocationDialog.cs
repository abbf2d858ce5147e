using ApiKeys.Admin.Components.Keys.Dialogs.Edit;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Revoke;

/// <summary>A dialog about the revocation of one key.</summary>
public abstract class RevocationDialog : KeyDialog
{
    [Parameter, EditorRequired]
    public required ApiKeyDetails Key { get; set; }

    /// <summary>The key as it was last read.</summary>
    protected ApiKeyDetails Current { get; private set; } = null!;

    protected override IReadOnlyList<ApiKeyDetails> Watched => [Current];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Current = Key;
    }

    protected override Task<IReadOnlyList<string>?> ReadAgainAsync() => ReadAgainAsync(
        () => Operations.RetrieveAsync(Key.Id),
        current =>
        {
            var seen = Current;
            Current = current;
            return KeyChanges.OfRevocation(seen, current, Now);
        });
}
