using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>A key's page, as loaded.</summary>
/// <param name="Key">The key.</param>
/// <param name="Lineage">The keys of the rolls that it is in.</param>
/// <param name="Events">Its history, newest first, as far as a page shows it.</param>
/// <param name="Executions">The workflow executions that its history names.</param>
/// <param name="Names">The names of every actor among them.</param>
/// <param name="IsOwnerGone">Whether its owner can't sign in any more.</param>
/// <param name="MayChange">Whether to offer acts.</param>
public sealed record KeyContent(
    ApiKeyDetails Key,
    KeyLineage Lineage,
    PagedList<ApiKeyEventDetails> Events,
    IReadOnlyList<WorkflowExecutionDetails> Executions,
    IReadOnlyDictionary<string, ActorName> Names,
    bool IsOwnerGone,
    bool MayChange)
{
    /// <summary>The key it was rolled from, unless that is deleted.</summary>
    public ApiKeyDetails? Replaces => Lineage.Keys.FirstOrDefault(key => key.Id == Key.ReplacesId);

    /// <summary>The keys that were rolled from it, latest first.</summary>
    public IReadOnlyList<ApiKeyDetails> ReplacedBy => [.. Lineage.Keys.Where(key => key.ReplacesId == Key.Id).Reverse()];

    /// <summary>The roll that the key is in, as the old or the new one.</summary>
    public RollContent? Roll => RollContent.Of(Key, Replaces, ReplacedBy);
}
