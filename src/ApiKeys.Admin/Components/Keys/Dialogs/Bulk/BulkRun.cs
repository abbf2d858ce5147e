using System.Globalization;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Components.Shared.Messages;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Bulk;

/// <summary>
/// Changes many keys in batches of 25. Each batch is one transaction. If keys are refused, they are left out and the rest of the batch is retried.
/// A failure stops the run; finished batches stay changed.
/// </summary>
/// <param name="what">What is done, as in "Couldn't …".</param>
/// <param name="operation">Does it with some of the keys, under an id of its own.</param>
/// <param name="newAct">Makes what runs the operation once.</param>
public sealed partial class BulkRun(
    string what, Func<IReadOnlyList<ApiKeyDetails>, string, Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>>> operation, Func<DialogAct> newAct)
{
    /// <summary>How many keys are changed in one transaction.</summary>
    public const int BatchSize = 25;

    private readonly List<BulkRefusal> _refusals = [];

    public int Total { get; private set; }

    /// <summary>How many keys were changed.</summary>
    public int Done { get; private set; }

    public IReadOnlyList<BulkRefusal> Refusals => _refusals;

    /// <summary>How many keys may have changed: those of a batch that failed with an unknown outcome.</summary>
    public int Unknown { get; private set; }

    /// <summary>How many keys are neither changed nor refused.</summary>
    public int Left => Total - Done - Refusals.Count;

    /// <summary>Why the run ended early; <see langword="null"/> when it didn't.</summary>
    public Problem? Problem { get; private set; }

    /// <param name="keys">The keys.</param>
    /// <param name="onProgress">Called after each batch.</param>
    public async Task RunAsync(IReadOnlyList<ApiKeyDetails> keys, Action onProgress)
    {
        Total = keys.Count;
        foreach (var batch in keys.Chunk(BatchSize))
        {
            await RunBatchAsync(batch);
            onProgress();
            if (Problem is not null)
            {
                return;
            }
        }
    }

    private async Task RunBatchAsync(ApiKeyDetails[] batch)
    {
        while (batch.Length > 0)
        {
            var act = newAct();
            var tried = batch;
            if (await act.RunAsync(what, transactionId => operation(tried, transactionId)) is not null)
            {
                Done += batch.Length;
                return;
            }

            var refused = tried.Select((key, place) => (Key: key, Reason: act.Refusals.FirstOrDefault(error => IsAbout(error, key, place))?.Message))
                .Where(pair => pair.Reason is not null).Select(pair => new BulkRefusal(pair.Key, pair.Reason!)).ToList();
            if (refused.Count == 0)
            {
                (Problem, Unknown) = (act.Problem(what, []), act.IsOutcomeUnknown ? batch.Length : 0);
                return;
            }

            _refusals.AddRange(refused);
            batch = [.. batch.Except(refused.Select(refusal => refusal.Key))];
        }
    }

    // A field of one of several keys begins with its place: "[2].scopes".
    private static bool IsAbout(ApiKeyError error, ApiKeyDetails key, int place) => error.SubjectId is { } subject
        ? subject == key.Id
        : error.Field is { } field && Place().Match(field) is { Success: true } match && match.Groups[1].Value == place.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\[([0-9]+)\]")]
    private static partial Regex Place();
}
