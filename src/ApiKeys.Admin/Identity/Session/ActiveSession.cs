using System.Security.Claims;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>A session that a token was good for a moment ago.</summary>
/// <param name="Row">The session.</param>
/// <param name="Operator">Its user as the database knows them now.</param>
internal sealed record ActiveSession(UserSession Row, AdminOperator Operator)
{
    /// <summary>A reading of the monotonic clock before the session was read.</summary>
    public long ReadAt { get; init; }

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new SessionIdentity(
        this,
        [
            new Claim(SessionClaims.Id, Row.Id),
            new Claim(SessionClaims.SecurityStamp, Row.SecurityStamp),
            new Claim(ClaimTypes.NameIdentifier, Operator.Id),
            new Claim(ClaimTypes.Name, Operator.Email),
            new Claim(ClaimTypes.Email, Operator.Email),
            new Claim(ClaimTypes.Role, Operator.Role),
            new Claim(AdminClaims.DisplayName, Operator.DisplayName),
            .. Operator.IsSecondFactorOverdue ? (IEnumerable<Claim>)[new Claim(SessionClaims.SecondFactorOverdue, "")] : [],
        ],
        scheme));
}
