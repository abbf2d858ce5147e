namespace ApiKeys.Admin.Identity.Members;

/// <summary>The name of a person who was deleted, for the keys and events that name the id. There is none for who was anonymised.</summary>
internal sealed class FormerMember
{
    /// <summary>The id that the person had.</summary>
    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required DateTimeOffset DeletedAt { get; init; }
}
