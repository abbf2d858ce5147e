using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>
/// What the dialogs have in common: one operation, what another user changed meanwhile, and the clock that their words follow.
/// </summary>
public abstract partial class KeyDialog : TickingComponent
{
    // Enough for a key that others are changing; after that the user decides.
    private const int MostAttempts = 3;

    private readonly HashSet<string> _refusedKeys = [];
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
        ? new Problem($"Couldn't {What}", _conflict)
        : Act.Problem(What, Fields);

    protected bool IsConflict => Act.WasRefused(ApiKeyErrorCode.Conflict);

    protected override void OnInitialized() => Act = new DialogAct(Time, Loggers.CreateLogger(GetType()));

    /// <summary>
    /// Reads again what the dialog changes, after another user changed it. The next attempt then starts from what was read.
    /// </summary>
    /// <returns>
    /// What is different now, in sentences; none when nothing that concerns this dialog is, so that it may try again by itself;
    /// <see langword="null"/> when it can't be read.
    /// </returns>
    protected virtual Task<IReadOnlyList<string>?> ReadAgainAsync() => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>Reads something for <see cref="ReadAgainAsync"/>.</summary>
    protected async Task<IReadOnlyList<string>?> ReadAgainAsync<T>(Func<Task<ApiKeyResult<T>>> read, Func<T, IEnumerable<string>> compare)
        where T : class
    {
        try
        {
            return (await read()).Value is { } current ? [.. compare(current)] : null;
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // The refusal itself is known and shown.
            LogReadFailed(Loggers.CreateLogger(GetType()), PastedTokens.Redact(exception.ToString()));
            return null;
        }
    }

    /// <summary>Runs the dialog's operation; <see langword="null"/> when it did not take place and the dialog stays.</summary>
    protected async Task<T?> RunAsync<T>(string keyId, Func<string, Task<ApiKeyResult<T>>> operation)
        where T : class
    {
        _conflict = null;
        for (var attempt = 1; ; attempt++)
        {
            var value = await Act.RunAsync(What, operation);
            var changes = IsConflict ? await ReadAgainAsync() : null;
            if (changes is [] && attempt < MostAttempts)
            {
                continue;
            }

            if (IsConflict || Act.WasRefused(ApiKeyErrorCode.AlreadyRevoked))
            {
                await ExplainAsync(keyId, changes ?? []);
            }

            return value;
        }
    }

    private async Task ExplainAsync(string keyId, IReadOnlyList<string> changes)
    {
        var last = await LastChange.DescribeAsync(keyId);
        _conflict = changes.Count > 0
            ? $"{last ?? "Another user changed this."} Nothing was changed. {string.Join(' ', changes)} To go on all the same, send it again."
            : last is null ? null : $"{last} Nothing was changed.";
    }

    /// <summary>Whether an operation on several keys was refused because of this one, so that the next attempt leaves it out.</summary>
    protected bool WasRefusedFor(ApiKeyDetails key) => _refusedKeys.Contains(key.Id);

    /// <summary>The same for several keys, all or none: the refusal names the key at fault, and the next attempt leaves it out.</summary>
    protected async Task<IReadOnlyList<ApiKeyDetails>?> RunManyAsync(
        IReadOnlyList<ApiKeyDetails> keys, Func<string, Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>>> operation)
    {
        _conflict = null;
        var value = await Act.RunAsync(What, operation);
        if (value is null && keys.FirstOrDefault(key => key.Id == Act.KeyAtFault) is { } key)
        {
            _conflict = $"“{key.Title}”: {await LastChange.DescribeAsync(key.Id) ?? "it has changed."} Nothing was changed. Send it again to go on without this key.";
        }

        _refusedKeys.UnionWith(Act.KeysAtFault);

        return value;
    }

    protected void ForgetConflict()
    {
        _conflict = null;
        Act.Forget();
    }

    protected void Close() => Dialog.Close(DialogResult.Ok(true));

    [LoggerMessage(4007, LogLevel.Warning, "What another user changed meanwhile couldn't be read: {Problem}")]
    private static partial void LogReadFailed(ILogger logger, string problem);
}
