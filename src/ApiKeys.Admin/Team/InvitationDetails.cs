using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;

namespace ApiKeys.Admin.Team;

/// <summary>An invitation that is open.</summary>
/// <param name="Id">Its id, <c>inv_…</c>.</param>
/// <param name="Email">Who is invited.</param>
/// <param name="Role">One of <see cref="AdminRoles"/>.</param>
/// <param name="InvitedBy">The actor who invited.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="ExpiresAt">When its link stops working.</param>
public sealed record InvitationDetails(
    string Id, string Email, string Role, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    internal static InvitationDetails Of(Invitation row) => new(row.Id, row.Email, row.Role, row.InvitedBy, row.CreatedAt, row.ExpiresAt);
}
