using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Team.Invite;

/// <summary>A person to invite.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Role">The role they get: one of <see cref="AdminRoles"/>.</param>
/// <param name="Lifetime">How long the link works.</param>
public sealed record InviteRequest(string Email, string Role, TimeSpan Lifetime)
{
    /// <summary>How long a link works unless someone chooses.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(3);

    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    internal IEnumerable<ApiKeyError> Check()
    {
        if (PersonRules.EmailProblem(Email) is { } problem)
        {
            yield return new(ApiKeyErrorCode.Invalid, problem, "email");
        }

        if (!AdminRoles.All.Contains(Role))
        {
            yield return new(ApiKeyErrorCode.Invalid, "Choose a role: Owner, Manager or Viewer.", "role");
        }

        if (Lifetime < TimeSpan.FromMinutes(1) || Lifetime > LongestLifetime)
        {
            yield return new(ApiKeyErrorCode.Invalid, "A link works for between 1 minute and 30 days.", "expires");
        }
    }
}
