using ApiKeys.Operations;
using ApiKeys.SalesChannels.Links;

namespace ApiKeys.SalesChannels;

/// <summary>A sales channel's row. What it means is said once, on <see cref="SalesChannelDetails"/>.</summary>
internal sealed class SalesChannel : ISubject
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public string? Description { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>A JSON object as text, or null.</summary>
    public string? Metadata { get; set; }

    /// <summary>Name and description as they are searched and sorted by; see <see cref="Queries.SearchText"/>.</summary>
    public required string SearchText { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public Guid Version { get; set; }

    public List<SalesChannelLink> Links { get; } = [];

    string IAuditSubject.Title => Name;

    ApiKeyType? IAuditSubject.KeyType => null;

    public void Describe(string name, string? description)
    {
        Name = name;
        Description = description;
        SearchText = SearchTextOf(name, description);
    }

    public static string SearchTextOf(string name, string? description) => Queries.SearchText.Of(name, description ?? string.Empty);
}
