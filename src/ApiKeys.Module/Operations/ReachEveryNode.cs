using ApiKeys.Workflows;

namespace ApiKeys.Operations;

/// <summary>
/// Waits until every live node has heard of a change that verification depends on. A token that was just made is used next, and maybe on another node, which must not
/// take it for an unknown one.
/// </summary>
internal abstract class ReachEveryNode() : AfterCommitStage("reach every node");
