using System.Security.Claims;

namespace ApiKeys.Admin.Identity;

public static class AdminClaims
{
    public const string DisplayName = "name";

    public static string GetDisplayName(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(DisplayName) ?? principal.Identity?.Name ?? "";
}
