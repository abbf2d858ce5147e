using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Exports;

/// <summary>Makes files of the lists of keys and audit events.</summary>
internal sealed class ListExports(ExportOperations exports, ActorNames names)
{
    /// <summary>The keys that a filter matches, newest first.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="format">The format.</param>
    /// <param name="refuse">Makes the response for a refusal.</param>
    public IResult Keys(ApiKeyFilter filter, ExportFormat format, Func<IReadOnlyList<ApiKeyError>, IResult> refuse) => new ExportFile<ExportedKey>(
        filter.Type switch { ApiKeyType.Secret => "secret-keys", ApiKeyType.Publishable => "publishable-keys", _ => "api-keys" },
        exports.KeysAsync(filter).Select(async (ApiKeyResult<IReadOnlyList<ApiKeyDetails>> page, CancellationToken cancellationToken) => await ToRowsAsync(
            page, key => [key.OwnedBy, key.CreatedBy, key.RevokedBy], ExportedKey.Of, cancellationToken)),
        Rows<ExportedKey>(format, "api_keys"),
        format,
        refuse);

    /// <summary>The audit events that a filter matches, newest first.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="format">The format.</param>
    /// <param name="refuse">Makes the response for a refusal.</param>
    public IResult Events(ApiKeyEventFilter filter, ExportFormat format, Func<IReadOnlyList<ApiKeyError>, IResult> refuse) => new ExportFile<ExportedEvent>(
        "activity",
        exports.EventsAsync(filter).Select(async (ApiKeyResult<IReadOnlyList<ApiKeyEventDetails>> page, CancellationToken cancellationToken) => await ToRowsAsync(
            page, change => [change.Actor], ExportedEvent.Of, cancellationToken)),
        Rows<ExportedEvent>(format, "events"),
        format,
        refuse);

    private async ValueTask<ApiKeyResult<IReadOnlyList<TRow>>> ToRowsAsync<T, TRow>(
        ApiKeyResult<IReadOnlyList<T>> page, Func<T, string?[]> actors, Func<T, IReadOnlyDictionary<string, ActorName>, TRow> row, CancellationToken cancellationToken)
    {
        if (!page.Succeeded)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TRow>>(page.Errors);
        }

        var found = await names.ReadAsync(exports.MayNamePeople ? page.Value.SelectMany(actors) : [], cancellationToken);
        return ApiKeyResult.Ok<IReadOnlyList<TRow>>([.. page.Value.Select(item => row(item, found))]);
    }

    private static IRowWriter<T> Rows<T>(ExportFormat format, string list) => format == ExportFormat.Csv ? new CsvRows<T>() : new JsonRows<T>(list);
}
