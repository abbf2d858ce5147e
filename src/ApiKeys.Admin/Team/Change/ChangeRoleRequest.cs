using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Another role for a person.</summary>
/// <param name="UserId">The person.</param>
/// <param name="Role">One of <see cref="AdminRoles"/>.</param>
/// <param name="ExpectedRole">The role that the caller saw; null to change it whatever it is.</param>
public sealed record ChangeRoleRequest(string UserId, string Role, string? ExpectedRole = null)
{
    internal IEnumerable<ApiKeyError> Check() => AdminRoles.All.Contains(Role)
        ? []
        : [new(ApiKeyErrorCode.Invalid, "Choose a role: Owner, Manager or Viewer.", "role")];
}
