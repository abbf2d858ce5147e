using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>How a step refuses.</summary>
internal static class StepRefusals
{
    /// <summary>Refuses the operation when there is any error.</summary>
    public static void RefuseIfAny(this StepContext step, IEnumerable<ApiKeyError> errors)
    {
        List<ApiKeyError> all = [.. errors];
        if (all.Count > 0)
        {
            // "Already revoked" is an answer that one relies on like on one's own revocation, and the other one may have been committed just now.
            step.AfterCommit<ReachEveryNode>();
            throw new OperationRefusedException(all);
        }
    }

    /// <summary>Refuses the operation when this is an error.</summary>
    public static void RefuseIf(this StepContext step, ApiKeyError? error) => step.RefuseIfAny(error is null ? [] : [error]);
}
