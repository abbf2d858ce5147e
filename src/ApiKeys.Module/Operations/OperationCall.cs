namespace ApiKeys.Operations;

/// <summary>Who calls an operation, under what name it can be repeated, and how it is cancelled.</summary>
internal readonly record struct OperationCall(Actor Actor, string? TransactionId, CancellationToken CancellationToken);
