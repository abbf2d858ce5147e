using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;
using System.Security.Claims;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.Users;

/// <summary>Who calls, and who stands behind a <c>created_by</c>.</summary>
internal static class UserEndpoints
{
    public static string NoUser(string id) => $"User with id: {Ids.Shown(id)} was not found";

    public static void MapUsers(this IEndpointRouteBuilder admin)
    {
        var users = admin.MapGroup("/users").About("users").WithTags(Tags.SigningIn);

        // Everyone may ask who they are. A key is told that it is no user.
        users.MapGet("/me", (HttpContext context, UserManager<AdminUser> people) =>
            FindAsync(context, context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", people))
            .WithAccess(RouteAccess.Anyone).CalledBy(OperationCaller.Person)
            .WithName("retrieveMe").WithSummary("Read the signed-in user").WithDescription("An API key isn't a user: the response is 404.")
            .TakesQuery(QueryDescription.Fields)
            .Answers(new UserAnswer(Examples.Person))
            .Fails(Status404NotFound);
        users.MapGet("/{id}", (string id, HttpContext context, UserManager<AdminUser> people) => FindAsync(context, id, people))
            .WithName("retrieveUser").WithSummary("Read the user who made a key")
            .TakesQuery(QueryDescription.Fields)
            .Answers(new UserAnswer(Examples.Person))
            .Fails(Status404NotFound);
    }

    private static async Task<IResult> FindAsync(HttpContext context, string id, UserManager<AdminUser> people)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var fields = FieldSelection.Read<UserJson>(parameters);
        parameters.RefuseOthers();
        if (problems.Refusal() is { } refusal)
        {
            return refusal;
        }

        return WellFormedText.IsWellFormed(id) && await people.FindByIdAsync(id) is { } user && user.Id == id
            ? ApiJson.Ok(new UserAnswer(UserJson.Of(user, fields)))
            : ApiProblem.NotFound(NoUser(id));
    }
}
