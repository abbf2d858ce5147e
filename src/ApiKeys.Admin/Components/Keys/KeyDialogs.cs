using ApiKeys.Admin.Components.Keys.Dialogs;
using ApiKeys.Keys;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>Opens the dialog of an act. What it answers is whether the act took place; how it went the dialog has said itself.</summary>
internal sealed class KeyDialogs(IDialogService dialogs)
{
    private static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false };

    private bool _open;

    /// <summary>Answers with the key that was made, when one was and it works.</summary>
    public async Task<ApiKeyDetails?> CreateAsync(ApiKeyType type) =>
        await ShowAsync<CreateKeyDialog>(new() { [nameof(CreateKeyDialog.Type)] = type }) as ApiKeyDetails;

    /// <summary>Answers with the replacement, when there is one and it works.</summary>
    public async Task<ApiKeyDetails?> RollAsync(ApiKeyDetails key) => await ShowForAsync<RollKeyDialog>(key) as ApiKeyDetails;

    public async Task<bool> OpenAsync(KeyAct act, ApiKeyDetails key) => act switch
    {
        KeyAct.Edit => await ShowForAsync<EditKeyDialog>(key),
        KeyAct.Roll => await RollAsync(key),
        KeyAct.Revoke or KeyAct.ChangeRevocation => await ShowForAsync<RevokeKeyDialog>(key),
        KeyAct.CancelRevocation => await ShowForAsync<CancelRevocationDialog>(key),
        KeyAct.ConfirmSaved => await ShowForAsync<ConfirmSavedDialog>(key),
        _ => await ShowForAsync<DeleteKeyDialog>(key),
    } is not null;

    public async Task<bool> RevokeAsync(IReadOnlyList<ApiKeyDetails> keys) =>
        await ShowAsync<RevokeKeysDialog>(new() { [nameof(RevokeKeysDialog.Keys)] = keys }) is not null;

    public async Task<bool> DeleteAsync(IReadOnlyList<ApiKeyDetails> keys) =>
        await ShowAsync<DeleteKeysDialog>(new() { [nameof(DeleteKeysDialog.Keys)] = keys }) is not null;

    private Task<object?> ShowForAsync<T>(ApiKeyDetails key)
        where T : IComponent => ShowAsync<T>(new() { ["Key"] = key });

    private async Task<object?> ShowAsync<T>(Dictionary<string, object?> values)
        where T : IComponent
    {
        // The second half of a double click comes before the page behind is inert.
        if (_open)
        {
            return null;
        }

        var parameters = new DialogParameters();
        foreach (var (name, value) in values)
        {
            parameters.Add(name, value);
        }

        _open = true;
        try
        {
            var dialog = await dialogs.ShowAsync<T>(null, parameters, Options);
            return await dialog.Result is { Canceled: false } result ? result.Data : null;
        }
        finally
        {
            _open = false;
        }
    }
}
