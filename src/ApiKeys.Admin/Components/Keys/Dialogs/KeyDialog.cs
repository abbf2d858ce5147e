using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Operations;
using ApiKeys.Keys;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>
/// What the dialogs have in common: one operation, who was faster when there was a conflict, and the clock that their words follow.
/// </summary>
public abstract class KeyDialog : TickingComponent
{
    private string? _conflict;

    [CascadingParameter]
    internal IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal Feedback Feedback { get; init; } = null!;

    [Inject]
    internal LastChange LastChange { get; init; } = null!;

    [Inject]
    internal ILoggerFactory Loggers { get; init; } = null!;

    protected DialogAct Act { get; private set; } = null!;

    /// <summary>What the dialog does, as in "Couldn't … ".</summary>
    protected abstract string What { get; }

    /// <summary>The fields at which this dialog shows errors itself.</summary>
    protected virtual string[] Fields => [];

    /// <summary>What stands above the buttons.</summary>
    protected Problem? Problem => _conflict is not null
        ? new Problem($"Couldn't {What}", $"{_conflict} Nothing was changed.")
        : Act.Problem(What, Fields);

    protected bool IsConflict => Act.WasRefused(ApiKeyErrorCode.Conflict);

    protected override void OnInitialized() => Act = new DialogAct(Time, Loggers.CreateLogger(GetType()));

    /// <summary>Runs the dialog's operation; <see langword="null"/> when it did not take place and the dialog stays.</summary>
    protected async Task<T?> RunAsync<T>(string keyId, Func<string, Task<ApiKeyResult<T>>> operation)
        where T : class
    {
        _conflict = null;
        var value = await Act.RunAsync(What, operation);
        if (Act.WasRefused(ApiKeyErrorCode.Conflict) || Act.WasRefused(ApiKeyErrorCode.AlreadyRevoked))
        {
            _conflict = await LastChange.DescribeAsync(keyId);
        }

        return value;
    }

    /// <summary>The same for several keys, all or none: the refusal names the key at fault.</summary>
    protected async Task<IReadOnlyList<ApiKeyDetails>?> RunManyAsync(
        IReadOnlyList<ApiKeyDetails> keys, Func<string, Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>>> operation)
    {
        _conflict = null;
        var value = await Act.RunAsync(What, operation);
        if (value is null && keys.FirstOrDefault(key => key.Id == Act.KeyAtFault) is { } key)
        {
            _conflict = $"“{key.Title}”: {await LastChange.DescribeAsync(key.Id) ?? "it has changed."}";
        }

        return value;
    }

    protected void ForgetConflict()
    {
        _conflict = null;
        Act.Forget();
    }

    protected void Close() => Dialog.Close(DialogResult.Ok(true));
}
