using System.Runtime.CompilerServices;
using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Operations;

/// <summary>Reads whole lists, of any size, page by page. The caller's permission is checked for each page; after the last row comes an empty one.</summary>
internal sealed class ExportOperations(IApiKeyModuleService keys, OperatorGate gate, ApiCaller caller)
{
    private const int PageSize = 500;

    /// <summary>Whether the caller may read who people are. An API key needs a scope for it, as it does for the list of users.</summary>
    public bool MayNamePeople => caller.MayRead("users:read");

    public IAsyncEnumerable<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> KeysAsync(ApiKeyFilter filter) =>
        PagesAsync(_ => Task.FromResult(keys.ReadAllAsync(filter)), (page, _) => Task.FromResult(page));

    public IAsyncEnumerable<ApiKeyResult<IReadOnlyList<ApiKeyEventDetails>>> EventsAsync(ApiKeyEventFilter filter) => PagesAsync(
        async cancellationToken => keys.ReadAllEventsAsync(filter with { UnsearchableIdPrefixes = await gate.UnsearchableIdPrefixesAsync(cancellationToken) }),
        async (page, cancellationToken) => [.. page.Select(await gate.HidePeopleAsync(page, cancellationToken))]);

    private async IAsyncEnumerable<ApiKeyResult<IReadOnlyList<T>>> PagesAsync<T>(
        Func<CancellationToken, Task<IAsyncEnumerable<T>>> open,
        Func<IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<T>>> show,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var rows = (await open(cancellationToken)).Chunk(PageSize).GetAsyncEnumerator(cancellationToken);
        ApiKeyResult<IReadOnlyList<T>> page;
        do
        {
            page = await CallingKeyWorksAsync(cancellationToken)
                ? await gate.ReadAsync(
                    async () => ApiKeyResult.Ok<IReadOnlyList<T>>(await rows.MoveNextAsync() ? await show(rows.Current, cancellationToken) : []), cancellationToken)
                : ApiKeyResult.Refused<IReadOnlyList<T>>(new ApiKeyError(ApiKeyErrorCode.Forbidden, "The API key that calls doesn't work any more."));
            yield return page;
        }
        while (page is { Succeeded: true, Value.Count: > 0 });
    }

    // It was verified before the first page, and a file can take long to read.
    private async Task<bool> CallingKeyWorksAsync(CancellationToken cancellationToken) =>
        caller.Key is not { } key || await keys.RetrieveAsync(key.Id, cancellationToken) is { Status: ApiKeyStatus.Active or ApiKeyStatus.Revoking };
}
