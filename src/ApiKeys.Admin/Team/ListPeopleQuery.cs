
namespace ApiKeys.Admin.Team;

/// <summary>Which people to list.</summary>
public sealed record ListPeopleQuery
{
    /// <summary>Text that is in the name or the address, whatever its case.</summary>
    public string Search { get; init; } = "";

    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Only people who are deactivated, or only those who aren't; null for both.</summary>
    public bool? IsDeactivated { get; init; }

    public PersonSort Sort { get; init; }

    public bool Descending { get; init; }

    public int Offset { get; init; }

    public int Limit { get; init; } = 20;

    /// <summary>
    /// In memory: there are as many people as a company has, and no two databases agree on what upper and lower case are.
    /// </summary>
    internal IReadOnlyList<PersonDetails> Apply(IEnumerable<PersonDetails> people)
    {
        var found = people.Where(person =>
            (Search.Length == 0 || Has(person.DisplayName) || Has(person.Email))
            && (Roles.Count == 0 || Roles.Contains(person.Role))
            && (IsDeactivated is null || IsDeactivated == person.DeactivatedAt is not null));
        var sorted = Sort == PersonSort.LastSignIn
            ? found.OrderBy(person => person.LastSignInAt ?? DateTimeOffset.MinValue).ThenBy(person => person.Id, StringComparer.Ordinal)
            : found.OrderBy(person => person.DisplayName, StringComparer.CurrentCultureIgnoreCase).ThenBy(person => person.Id, StringComparer.Ordinal);
        return Descending ? [.. sorted.Reverse()] : [.. sorted];
    }

    private bool Has(string text) => text.Contains(Search, StringComparison.CurrentCultureIgnoreCase);
}

/// <summary>What people are sorted by.</summary>
public enum PersonSort
{
    Name,
    LastSignIn,
}
