using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>
/// Waits until every live node has read a change that verification depends on. The next request may use a new token on another node, and that node must already know
/// the token.
/// </summary>
internal abstract class ReachEveryNode() : AfterCommitStage("reach every node")
{
    /// <summary>The subject for changes that others have committed, as far as this process can know of them.</summary>
    public static readonly object OthersChanges = new();
}
