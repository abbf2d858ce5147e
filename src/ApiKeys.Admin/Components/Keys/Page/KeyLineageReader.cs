using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>Follows the rolls of a key, back to where it came from and on to what replaced it.</summary>
internal sealed class KeyLineageReader(KeyOperations keys)
{
    // A key that is rolled each month is followed for most of a year each way; the pages of the outermost lead further.
    private const int MostGenerations = 10;

    public async Task<KeyLineage> ReadAsync(ApiKeyDetails key, CancellationToken cancellationToken)
    {
        var (before, origin) = await ReadBeforeAsync(key, cancellationToken);
        var (after, isCut) = await ReadAfterAsync(key, cancellationToken);
        return new KeyLineage([.. before.AsEnumerable().Reverse(), key, .. after.OrderBy(later => later.CreatedAt).ThenBy(later => later.Id, StringComparer.Ordinal)], origin, isCut);
    }

    private async Task<(List<ApiKeyDetails> Keys, LineageOrigin Origin)> ReadBeforeAsync(ApiKeyDetails key, CancellationToken cancellationToken)
    {
        List<ApiKeyDetails> before = [];
        for (var oldest = key; oldest.ReplacesId is { } id;)
        {
            if (before.Count == MostGenerations)
            {
                return (before, LineageOrigin.More);
            }

            if ((await keys.RetrieveAsync(id, cancellationToken)).Value is not { } old)
            {
                return (before, LineageOrigin.Deleted);
            }

            before.Add(old);
            oldest = old;
        }

        return (before, LineageOrigin.None);
    }

    private async Task<(List<ApiKeyDetails> Keys, bool IsCut)> ReadAfterAsync(ApiKeyDetails key, CancellationToken cancellationToken)
    {
        List<ApiKeyDetails> after = [];
        IReadOnlyList<string> latest = [key.Id];
        for (var generation = 0; generation < MostGenerations; generation++)
        {
            var next = (await keys.ListAsync(new() { ReplacesIds = latest, Limit = ListApiKeysQuery.MaxValues }, cancellationToken)).Value;
            if (next is null or { Items.Count: 0 })
            {
                return (after, false);
            }

            after.AddRange(next.Items);
            if (next.Count > next.Items.Count)
            {
                return (after, true);
            }

            latest = [.. next.Items.Select(replacement => replacement.Id)];
        }

        return (after, true);
    }
}
