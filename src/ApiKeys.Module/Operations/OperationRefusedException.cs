using ApiKeys.Workflows;

namespace ApiKeys;

/// <summary>
/// A workflow of ours can't take place: bad input, an unknown key, a status that doesn't allow it, someone else who was faster. Nothing was changed. The
/// services turn it into a result; a workflow of your own that runs ours gets it as it is.
/// </summary>
public sealed class OperationRefusedException : WorkflowRefusedException
{
    internal OperationRefusedException(IReadOnlyList<ApiKeyError> errors)
        : base("The operation was refused: " + string.Join(" ", errors.Select(error => error.Message))) => Errors = errors;

    /// <summary>Everything that speaks against it.</summary>
    public IReadOnlyList<ApiKeyError> Errors { get; }

    /// <summary>Refuses the operation when there is any error.</summary>
    internal static void ThrowIfAny(IEnumerable<ApiKeyError> errors)
    {
        List<ApiKeyError> all = [.. errors];
        if (all.Count > 0)
        {
            throw new OperationRefusedException(all);
        }
    }
}
