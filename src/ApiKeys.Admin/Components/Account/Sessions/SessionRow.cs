using ApiKeys.Admin.Identity.Session;

namespace ApiKeys.Admin.Components.Account.Sessions;

/// <summary>A session as its user sees it.</summary>
public sealed record SessionRow(
    string Id, bool IsCurrent, bool IsProgram, bool IsBearer, string UserAgent, string Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset EndsAt)
{
    internal static SessionRow Of(UserSession session, string? currentId) => new(
        session.Id,
        session.Id == currentId,
        session.Kind != SessionKind.Dashboard,
        session.Kind == SessionKind.Bearer,
        session.UserAgent,
        session.Address,
        session.CreatedAt,
        session.LastSeenAt,
        session.EndsAt);
}
