using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>Which sessions are active, written once for all queries that EF Core compiles in advance: those can't call a method that makes a part of them.</summary>
internal static class ActiveQuery
{
    private static readonly Expression<Func<AdminDbContext, IQueryable<UserSession>, DateTimeOffset, IQueryable<ActiveSession>>> Active = (db, sessions, now) =>
        from session in sessions.AsNoTracking()
        join user in db.Users on session.UserId equals user.Id
        where session.EndsAt > now && user.SecurityStamp == session.SecurityStamp && user.DeactivatedAt == null
        select new ActiveSession(
            session,
            new AdminOperator(
                user.Id,
                user.DisplayName,
                user.Email ?? "",
                db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name).FirstOrDefault() ?? "",
                !user.TwoFactorEnabled && user.SecondFactorDueAt != null && user.SecondFactorDueAt <= now));

    /// <summary>Stands in a query for the active ones of some sessions, with their users. See <see cref="Inline"/>.</summary>
    public static IQueryable<ActiveSession> Of(AdminDbContext db, IQueryable<UserSession> sessions, DateTimeOffset now) =>
        throw new NotSupportedException("This stands only in queries that are compiled.");

    /// <summary>Puts in what <see cref="Of"/> stands for.</summary>
    public static Expression<TQuery> Inline<TQuery>(Expression<TQuery> query) => (Expression<TQuery>)new Inlining().Visit(query);

    private sealed class Inlining : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node) => node.Method.DeclaringType == typeof(ActiveQuery)
            ? new ReplacingExpressionVisitor([.. Active.Parameters], [.. node.Arguments]).Visit(Active.Body)
            : base.VisitMethodCall(node);
    }
}
