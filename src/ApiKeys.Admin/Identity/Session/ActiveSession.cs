using System.Security.Claims;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>A session that a token was good for a moment ago.</summary>
/// <param name="Row">The session.</param>
/// <param name="Operator">Its user as the database knows them now.</param>
internal sealed record ActiveSession(UserSession Row, AdminOperator Operator)
{
    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(SessionClaims.Id, Row.Id),
            new Claim(SessionClaims.SecurityStamp, Row.SecurityStamp),
            new Claim(ClaimTypes.NameIdentifier, Operator.Id),
            new Claim(ClaimTypes.Name, Operator.Email),
            new Claim(ClaimTypes.Email, Operator.Email),
            new Claim(ClaimTypes.Role, Operator.Role),
            new Claim(AdminClaims.DisplayName, Operator.DisplayName),
        ],
        scheme));
}
