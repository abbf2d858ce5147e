namespace ApiKeys;

/// <summary>What one node said to a revocation.</summary>
/// <param name="Id">The node's id, <c>node_</c> and a ULID.</param>
/// <param name="Name">What people know it by: the machine's name and the process id.</param>
/// <param name="State">Whether it refuses the token, and how that is known.</param>
/// <param name="Since">Since when that is certain; <see langword="null"/> while it isn't.</param>
public sealed record ReceiptNode(string Id, string Name, ReceiptNodeState State, DateTimeOffset? Since);
