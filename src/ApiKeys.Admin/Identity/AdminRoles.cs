namespace ApiKeys.Admin.Identity;

/// <summary>What a person may do, from everything to looking. Each person has exactly one.</summary>
public static class AdminRoles
{
    public const string Owner = nameof(Owner);

    public const string Manager = nameof(Manager);

    public const string Viewer = nameof(Viewer);

    public static IReadOnlyList<string> All { get; } = [Owner, Manager, Viewer];
}
