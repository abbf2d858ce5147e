namespace ApiKeys.Keys;

/// <summary>
/// Leaves a workflow whose step found, in its transaction, that the operation can't take place. The service turns it into a result.
/// </summary>
internal sealed class OperationRefusedException(IReadOnlyList<ApiKeyError> errors)
    : Exception("The operation was refused: " + string.Join(" ", errors.Select(error => error.Message)))
{
    public IReadOnlyList<ApiKeyError> Errors { get; } = errors;
}
