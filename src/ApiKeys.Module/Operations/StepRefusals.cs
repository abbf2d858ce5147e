using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>Lets steps refuse an operation.</summary>
internal static class StepRefusals
{
    /// <summary>Refuses the operation if there are errors.</summary>
    public static void RefuseIfAny(this StepContext step, IEnumerable<ApiKeyError> errors)
    {
        List<ApiKeyError> all = [.. errors];
        if (all.Count > 0)
        {
            // A caller relies on "already revoked" as on its own revocation, and the other revocation may have been committed just now.
            step.AfterCommit<ReachEveryNode>(ReachEveryNode.OthersChanges);
            throw new OperationRefusedException(all);
        }
    }

    /// <summary>Refuses the operation if the error isn't null.</summary>
    public static void RefuseIf(this StepContext step, ApiKeyError? error) => step.RefuseIfAny(error is null ? [] : [error]);
}
