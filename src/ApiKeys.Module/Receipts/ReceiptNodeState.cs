namespace ApiKeys;

/// <summary>How it is known that a node refuses a revoked token.</summary>
public enum ReceiptNodeState
{
    /// <summary>Not known yet: the node has neither said that it applied the revocation, nor has its trust in its memory certainly ended.</summary>
    Waiting = 1,

    /// <summary>The node has applied the revocation.</summary>
    Applied,

    /// <summary>The node was silent for longer than it may trust its memory, or has signed off: it answers nothing from its memory any more.</summary>
    Fenced,
}
