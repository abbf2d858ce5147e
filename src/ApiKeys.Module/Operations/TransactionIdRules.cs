using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>What a caller may give to make repeated calls one.</summary>
internal static class TransactionIdRules
{
    public static IReadOnlyList<ApiKeyError> Check(string? transactionId)
    {
        const string field = "transactionId";
        List<ApiKeyError> errors = [];
        if (transactionId is not null && (string.IsNullOrWhiteSpace(transactionId) || transactionId.Length > WorkflowRunOptions.TransactionIdMaxLength))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A transaction id has 1 to {WorkflowRunOptions.TransactionIdMaxLength} characters.", field));
        }
        else if (WellFormedText.Fault(transactionId) is { } fault)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A transaction id can't hold {fault}.", field));
        }
        else if (!WellFormedText.CanIdentify(transactionId))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, "A transaction id can't end with a blank.", field));
        }
        else if (transactionId is not null)
        {
            errors.RefuseSecret(transactionId, field);
        }

        return errors;
    }
}
