using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Auth;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.Users;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Workflows;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>Examples of the errors of an operation, made from the same problems that the routes return.</summary>
/// <param name="caller">Who calls it.</param>
/// <param name="tag">What it is about.</param>
/// <param name="access">Who may call it; null where anyone may.</param>
internal sealed class ErrorExamples(OperationCaller caller, string tag, RouteAccess? access)
{
    private const string Trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private static readonly ApiProblem Reused = Refuse(new ApiKeyError(ApiKeyErrorCode.Conflict, "", Field: "transactionId"));

    public ErrorJson Of(int status) => ProblemOf(status).ToBody(Trace);

    private ApiProblem ProblemOf(int status) => status switch
    {
        Status400BadRequest => caller == OperationCaller.Storefront ? StoreKeyHandler.Missing : UnknownField(),
        Status401Unauthorized => caller == OperationCaller.Anyone ? AuthEndpoints.WrongPassword : ApiProblem.Unauthorized,
        Status403Forbidden when access?.Scope is { } scope => ApiProblem.MissingScope(scope),
        Status404NotFound => ApiProblem.NotFound(NotFound()),
        Status409Conflict => Reused,
        Status412PreconditionFailed => Refuse(new ApiKeyError(
            ApiKeyErrorCode.Conflict, "Someone else changed this after you opened it. Nothing was changed.", SubjectId: Examples.Secret.Id)),
        Status415UnsupportedMediaType => ApiProblem.Encoded,
        Status429TooManyRequests => ApiProblem.TooManyCalls(TimeSpan.FromSeconds(12)),
        Status503ServiceUnavailable => StoreProblems.Of(StoreFailureKind.Unavailable),
        _ => ApiProblem.Of(status),
    };

    private string NotFound() => tag switch
    {
        Tags.Keys => Refusals.NoKey(Examples.Secret.Id),
        Tags.SalesChannels => Refusals.NoChannel(Examples.Channel.Id),
        _ => UserEndpoints.NoUser(Examples.Person.Id),
    };

    private static ApiProblem UnknownField()
    {
        var problems = new FieldProblems();
        problems.AddUnknown(["colour"]);
        return problems.Refusal()!;
    }

    private static ApiProblem Refuse(ApiKeyError error) => new[] { error }.ToProblem();
}
