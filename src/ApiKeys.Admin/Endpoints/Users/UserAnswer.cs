using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Endpoints.Users;

/// <summary>The contract's <c>user</c>. We keep one name, so what follows its first word is the last name.</summary>
internal sealed class UserAnswer(AdminUser user)
{
    private readonly string[] _names = user.DisplayName.Split(' ', 2, StringSplitOptions.TrimEntries);

    public string Id { get; } = user.Id;

    public string? FirstName => _names[0];

    public string? LastName => _names.ElementAtOrDefault(1);

    public string Email { get; } = user.Email ?? "";

    public string? AvatarUrl { get; }

    public object? Metadata { get; }

    public DateTimeOffset CreatedAt { get; } = user.CreatedAt;

    // Changes to a person are not dated.
    public DateTimeOffset UpdatedAt { get; } = user.CreatedAt;

    public DateTimeOffset? DeletedAt { get; }
}
