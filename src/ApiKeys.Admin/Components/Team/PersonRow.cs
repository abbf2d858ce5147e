using ApiKeys.Admin.Team;

namespace ApiKeys.Admin.Components.Team;

/// <summary>A row of the team page.</summary>
/// <param name="Person">The person.</param>
/// <param name="Keys">How many working keys the person owns.</param>
/// <param name="IsSelf">Whether it is the person who looks.</param>
public sealed record PersonRow(PersonDetails Person, int Keys, bool IsSelf);
