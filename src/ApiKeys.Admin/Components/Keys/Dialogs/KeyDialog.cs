using ApiKeys.Admin.Components.Keys.Dialogs.Edit;
using ApiKeys.Admin.Components.Shared.Live;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>
/// What the dialogs have in common: one operation, what another user changed meanwhile, and the clock that their words follow.
/// </summary>
/// <remarks>
/// A change of the keys that it is about is said at once, and nothing else follows from it: what was typed stays, and the act is refused as long as the dialog starts from
/// what was there before.
/// </remarks>
public abstract partial class KeyDialog : LiveComponent
{
    // Enough for a key that others are changing; after that the user decides.
    private const int MostAttempts = 3;

    // Of the keys that a change of several was refused for.
    private const int MostNamed = 3;

    private readonly HashSet<string> _refusedKeys = [];
    private string? _conflict;
    private (IReadOnlyList<Guid> Versions, string Text)? _news;

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
        : Act.Problem(What, Fields) ?? (_news is { } news && news.Versions.SequenceEqual(Versions) ? new Problem(NewsTitle, news.Text, IsNews: true) : null);

    /// <summary>The keys that the dialog changes, as it shows them; none where nothing is to be said of their changes.</summary>
    protected virtual IReadOnlyList<ApiKeyDetails> Watched => [];

    protected bool IsConflict => Act.WasRefused(ApiKeyErrorCode.Conflict);

    private IEnumerable<Guid> Versions => Watched.Select(key => key.Version);

    private string NewsTitle => Watched.Count == 1 ? "This key has changed" : "A key of this roll has changed";

    protected override void OnInitialized() => Act = new DialogAct(Time, Loggers.CreateLogger(GetType()));

    /// <summary>
    /// Reads again what the dialog changes, after another user changed it. The next attempt then starts from what was read.
    /// </summary>
    /// <returns>
    /// What is different now, in sentences; none when nothing that concerns this dialog is, so that it may try again by itself;
    /// <see langword="null"/> when it can't be read.
    /// </returns>
    protected virtual Task<IReadOnlyList<string>?> ReadAgainAsync() => Task.FromResult<IReadOnlyList<string>?>(null);

    /// <summary>Reads something for <see cref="ReadAgainAsync()"/>.</summary>
    protected async Task<IReadOnlyList<TItem>?> ReadAgainAsync<T, TItem>(Func<Task<ApiKeyResult<T>>> read, Func<T, IEnumerable<TItem>> compare)
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

    protected override async Task OnStoreChanged()
    {
        // The dialog doesn't report its own change.
        if (Watched is not { Count: > 0 } seen || Act.IsWorking)
        {
            return;
        }

        var current = await ReadAgainAsync<PagedList<ApiKeyDetails>, PagedList<ApiKeyDetails>>(
            () => Operations.ListAsync(new() { Ids = [.. seen.Select(key => key.Id)], Limit = seen.Count }), page => [page]);
        if (current is not [var page] || Act.IsWorking)
        {
            return;
        }

        List<string> news = [];
        foreach (var key in seen)
        {
            var changes = KeyChanges.OfAll(key, page.Items.FirstOrDefault(other => other.Id == key.Id), Now).ToList();
            if (changes.Count > 0)
            {
                news.AddRange([await LastChange.DescribeAsync(key.Id) ?? "Another user changed this key.", .. changes]);
            }
        }

        _news = news.Count > 0 ? ([.. seen.Select(key => key.Version)], string.Join(' ', news)) : null;
        StateHasChanged();
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

    /// <summary>The same for several keys, all or none: the refusal names the keys at fault, and the next attempt leaves them out.</summary>
    protected async Task<IReadOnlyList<T>?> RunManyAsync<T>(IReadOnlyList<ApiKeyDetails> keys, Func<string, Task<ApiKeyResult<IReadOnlyList<T>>>> operation)
    {
        _conflict = null;
        var value = await Act.RunAsync(What, operation);
        if (value is null && keys.IntersectBy(Act.KeysAtFault, key => key.Id).ToList() is { Count: > 0 } refused)
        {
            await ExplainAsync(refused);
        }

        _refusedKeys.UnionWith(Act.KeysAtFault);

        return value;
    }

    private async Task ExplainAsync(List<ApiKeyDetails> refused)
    {
        List<string> reasons = [];
        foreach (var key in refused.Take(MostNamed))
        {
            reasons.Add(await ReasonAsync(key, Act.Refusals.First(error => error.SubjectId == key.Id)));
        }

        if (refused.Count > MostNamed)
        {
            reasons.Add($"{KeyMessages.Count(refused.Count - MostNamed)} more can't be changed.");
        }

        _conflict = $"{string.Join(' ', reasons)} Nothing was changed. Send it again to go on without {(refused.Count == 1 ? "this key" : "these keys")}.";
    }

    private async Task<string> ReasonAsync(ApiKeyDetails key, ApiKeyError error)
    {
        var change = error.Code is ApiKeyErrorCode.Conflict or ApiKeyErrorCode.AlreadyRevoked or ApiKeyErrorCode.NotFound
            ? await LastChange.DescribeAsync(key.Id) ?? "It has changed."
            : null;
        return change is null && error.Message.Contains($"“{key.Title}”", StringComparison.Ordinal) ? error.Message : $"“{key.Title}”: {change ?? error.Message}";
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
