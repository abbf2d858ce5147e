using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>Opens dialogs, one at a time.</summary>
internal abstract class DialogOpener(IDialogService dialogs)
{
    private static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.Small, FullWidth = true, BackdropClick = false, CloseOnEscapeKey = false };

    private bool _open;

    /// <summary>Answers with what the dialog did; null when it was left.</summary>
    protected async Task<object?> ShowAsync<T>(Dictionary<string, object?> values)
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
