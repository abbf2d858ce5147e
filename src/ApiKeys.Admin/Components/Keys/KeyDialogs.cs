using ApiKeys.Admin.Components.Keys.Dialogs;
using ApiKeys.Admin.Components.Keys.Dialogs.Bulk;
using ApiKeys.Admin.Components.Keys.Dialogs.Create;
using ApiKeys.Admin.Components.Keys.Dialogs.Delete;
using ApiKeys.Admin.Components.Keys.Dialogs.Edit;
using ApiKeys.Admin.Components.Keys.Dialogs.Reveal;
using ApiKeys.Admin.Components.Keys.Dialogs.Revoke;
using ApiKeys.Admin.Components.Keys.Dialogs.Roll;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>Opens the dialog of an act. What it answers is whether the act took place; how it went the dialog has said itself.</summary>
internal sealed class KeyDialogs(IDialogService dialogs) : DialogOpener(dialogs)
{
    /// <summary>Answers with the key that was made, when one was and it works.</summary>
    public async Task<ApiKeyDetails?> CreateAsync(ApiKeyType type) =>
        await ShowAsync<CreateKeyDialog>(new() { [nameof(CreateKeyDialog.Type)] = type }) as ApiKeyDetails;

    /// <summary>Answers with the replacement, when there is one and it works.</summary>
    public async Task<ApiKeyDetails?> RollAsync(ApiKeyDetails key) => await ShowForAsync<RollKeyDialog>(key) as ApiKeyDetails;

    /// <summary>Answers with the replacements that work.</summary>
    /// <param name="keys">The selected keys.</param>
    /// <param name="replaced">The ids of those that a roll has replaced.</param>
    public async Task<IReadOnlyList<ApiKeyDetails>> RollAsync(IReadOnlyList<ApiKeyDetails> keys, IReadOnlySet<string> replaced) =>
        await ShowAsync<RollKeysDialog>(new() { [nameof(RollKeysDialog.Keys)] = keys, [nameof(RollKeysDialog.Replaced)] = replaced }) as IReadOnlyList<ApiKeyDetails> ?? [];

    public async Task<bool> OpenAsync(KeyAct act, ApiKeyDetails key) => act switch
    {
        KeyAct.Edit => await ShowForAsync<EditKeyDialog>(key),
        KeyAct.Roll => await RollAsync(key),
        KeyAct.Revoke or KeyAct.ChangeRevocation => await ShowForAsync<RevokeKeyDialog>(key),
        KeyAct.CancelRevocation => await ShowForAsync<CancelRevocationDialog>(key),
        KeyAct.ViewJson => await ShowForAsync<KeyJsonDialog>(key),
        KeyAct.ConfirmSaved => await ShowForAsync<ConfirmSavedDialog>(key),
        _ => await ShowForAsync<DeleteKeyDialog>(key),
    } is not null;

    /// <summary>Opens the dialog of an act on a roll.</summary>
    public async Task<bool> OpenAsync(RollAct act, ApiKeyDetails old, ApiKeyDetails replacement) => act switch
    {
        RollAct.Finish => await ShowAsync<RevokeKeyDialog>(new() { [nameof(RevokeKeyDialog.Key)] = old, [nameof(RevokeKeyDialog.Replacement)] = replacement }),
        RollAct.Extend => await ShowForAsync<ExtendRollDialog>(old),
        _ => await ShowAsync<AbortRollDialog>(new() { [nameof(AbortRollDialog.Old)] = old, [nameof(AbortRollDialog.New)] = replacement }),
    } is not null;

    public async Task<bool> RevokeAsync(IReadOnlyList<ApiKeyDetails> keys) =>
        await ShowAsync<RevokeKeysDialog>(new() { [nameof(RevokeKeysDialog.Keys)] = keys }) is not null;

    public async Task<bool> DeleteAsync(IReadOnlyList<ApiKeyDetails> keys) =>
        await ShowAsync<DeleteKeysDialog>(new() { [nameof(DeleteKeysDialog.Keys)] = keys }) is not null;

    public async Task<bool> ChangeScopesAsync(IReadOnlyList<ApiKeyDetails> keys) =>
        await ShowAsync<ChangeScopesDialog>(new() { [nameof(ChangeScopesDialog.Keys)] = keys }) is not null;

    private Task<object?> ShowForAsync<T>(ApiKeyDetails key)
        where T : IComponent => ShowAsync<T>(new() { ["Key"] = key });
}
