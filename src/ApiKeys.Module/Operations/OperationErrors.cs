using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>The messages of refusals that every kind of subject shares, in one place.</summary>
internal static class OperationErrors
{
    public static ApiKeyError NotFound(string noun, string id, ApiKeyErrorCode code = ApiKeyErrorCode.NotFound, string? field = null) =>
        Ids.IsShowable(id)
            ? new(code, $"There is no {noun} '{id}'; it may have been deleted.", field, id)
            : new(code, $"There is no {noun} of that id; it may have been deleted.", field);

    public static ApiKeyError Changed(string id, string noun) =>
        new(ApiKeyErrorCode.Conflict, $"Someone else changed this {noun} after you opened it. Nothing was changed.", SubjectId: id);

    public static ApiKeyError Busy() =>
        new(ApiKeyErrorCode.Conflict, "Others are changing this at the same time. Nothing was changed; try again.");

    public static ApiKeyError TransactionReused() =>
        new(ApiKeyErrorCode.Conflict, "This transaction id was used for another call before. Nothing was changed.", "transactionId");
}
