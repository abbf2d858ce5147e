using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.Policies;

/// <summary>The policies of the store over HTTP.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder admin)
    {
        var policies = admin.MapGroup("/policies").WithTags(Tags.Policies);
        policies.MapGet("", ReadAsync).WithAccess(RouteAccess.Read("keys"))
            .WithName("retrievePolicies").WithSummary("Read the policies")
            .Answers(new PoliciesAnswer(Examples.Policies));
        policies.MapPost("", UpdateAsync).WithAccess(new RouteAccess(Scope: "*", AdminPolicies.ManagePolicies)).CalledBy(OperationCaller.Person)
            .WithName("updatePolicy").WithSummary("Change a policy")
            .WithDescription("For owners. An API key can't change policies, whatever its scopes are.")
            .Takes(new UpdatePolicyBody { SecretKeyLifetime = new() { MaxDays = 90, DefaultDays = 30 } })
            .TakesIdempotencyKey()
            .Answers(new PoliciesAnswer(Examples.Policies))
            .Fails(Status409Conflict);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, PolicyOperations policies)
    {
        var problems = new FieldProblems();
        new QueryFields(context.Request, problems).RefuseOthers();
        return problems.Refusal() ?? (await policies.ReadAsync(context.RequestAborted) switch
        {
            { Succeeded: true, Value: var read } => ApiJson.Ok(new PoliciesAnswer(PoliciesJson.Of(read))),
            var refused => refused.Errors.ToProblem(),
        });
    }

    private static async Task<IResult> UpdateAsync(HttpContext context, PolicyOperations policies)
    {
        var call = await ApiCall<UpdatePolicyBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        return await policies.UpdateAsync(call.Body.ToRequest(), call.TransactionId, context.RequestAborted) switch
        {
            { Succeeded: true, Value: var updated, IsRepeat: var isRepeat } => ApiJson.Ok(new PoliciesAnswer(PoliciesJson.Of(updated)), context, isRepeat),
            var refused => refused.Errors.ToProblem(),
        };
    }
}
