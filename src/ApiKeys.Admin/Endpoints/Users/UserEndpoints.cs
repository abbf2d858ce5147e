using System.Security.Claims;
using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Endpoints.Users;

/// <summary>Who calls, and who stands behind a <c>created_by</c>.</summary>
internal static class UserEndpoints
{
    public static string NoUser(string id) => $"User with id: {Ids.Shown(id)} was not found";

    public static void MapUsers(this IEndpointRouteBuilder admin)
    {
        var users = admin.MapGroup("/users").About("users");

        // Everyone may ask who they are. A key is told that it is no user.
        users.MapGet("/me", (HttpContext context, UserManager<AdminUser> people) =>
            FindAsync(context, context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", people)).WithAccess(RouteAccess.Anyone);
        users.MapGet("/{id}", (string id, HttpContext context, UserManager<AdminUser> people) => FindAsync(context, id, people));
    }

    private static async Task<IResult> FindAsync(HttpContext context, string id, UserManager<AdminUser> people)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var fields = UserMembers.Select(parameters);
        parameters.RefuseOthers();
        if (problems.Refusal() is { } refusal)
        {
            return refusal;
        }

        return WellFormedText.IsWellFormed(id) && await people.FindByIdAsync(id) is { } user
            ? ApiJson.Ok(new OneUser(UserMembers.All.Write(user, fields)))
            : ApiProblem.NotFound(NoUser(id));
    }

    internal sealed record OneUser(Dictionary<string, object?> User);
}
