using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>A key's page, as loaded.</summary>
/// <param name="Key">The key.</param>
/// <param name="Replaces">The key it was rolled from, unless that is deleted.</param>
/// <param name="ReplacedBy">The keys that were rolled from it, latest first.</param>
/// <param name="Events">Its history, newest first, as far as a page shows it.</param>
/// <param name="Executions">The workflow executions that its history names.</param>
/// <param name="Names">The names of every actor among them.</param>
/// <param name="IsOwnerGone">Whether its owner can't sign in any more.</param>
/// <param name="MayChange">Whether to offer acts.</param>
public sealed record KeyContent(
    ApiKeyDetails Key,
    ApiKeyDetails? Replaces,
    IReadOnlyList<ApiKeyDetails> ReplacedBy,
    PagedList<ApiKeyEventDetails> Events,
    IReadOnlyList<WorkflowExecutionDetails> Executions,
    IReadOnlyDictionary<string, ActorName> Names,
    bool IsOwnerGone,
    bool MayChange)
{
    /// <summary>The roll that the key is in, as the old or the new one.</summary>
    public RollContent? Roll => RollContent.Of(Key, Replaces, ReplacedBy);
}
