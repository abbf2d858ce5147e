using ApiKeys.Admin.Components.Overview.Attention;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Overview;

/// <summary>What the Overview shows, as loaded.</summary>
public sealed record OverviewContent
{
    public required IReadOnlyDictionary<(ApiKeyType Type, ApiKeyStatus Status), int> Counts { get; init; }

    /// <summary>What needs attention, the most urgent rank first.</summary>
    public required IReadOnlyList<AttentionGroup> Attention { get; init; }

    public required IReadOnlyList<ApiKeyEventDetails> Events { get; init; }

    public required IReadOnlyDictionary<string, ActorName> Names { get; init; }

    public required bool MayChange { get; init; }

    public bool HasKeys => Counts.Values.Any(count => count > 0);

    public int Total(ApiKeyType type) => Counts.Where(count => count.Key.Type == type).Sum(count => count.Value);
}
