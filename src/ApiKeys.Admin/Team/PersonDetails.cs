using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Team;

/// <summary>A person as the team page shows them.</summary>
/// <param name="Id">The actor id, <c>user_…</c>.</param>
/// <param name="DisplayName">The name others see.</param>
/// <param name="Email">The address the person signs in with.</param>
/// <param name="Role">One of <see cref="AdminRoles"/>.</param>
/// <param name="CreatedAt">When the person joined.</param>
/// <param name="LastSignInAt">The last sign-in, if there was one.</param>
/// <param name="DeactivatedAt">Set while the person may neither sign in nor act.</param>
/// <param name="HasSecondFactor">Whether the person signs in with a second factor.</param>
public sealed record PersonDetails(
    string Id,
    string DisplayName,
    string Email,
    string Role,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset? DeactivatedAt,
    bool HasSecondFactor)
{
    internal static PersonDetails Of(AdminUser user, string role) => new(
        user.Id, user.DisplayName, user.Email ?? "", role, user.CreatedAt, user.LastSignInAt, user.DeactivatedAt, user.TwoFactorEnabled);
}
