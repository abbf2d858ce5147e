using System.Security.Claims;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace ApiKeys.Samples.Workflows;

// docs: route
public static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder app) => app.MapPost("/partners", async (
        NewPartner partner,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        OnboardPartnerWorkflow onboard,
        IWorkflowRunner workflows,
        HttpContext http) =>
    {
        var caller = http.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var outcome = await workflows.RunAsync(
            onboard, partner, new WorkflowRunOptions(caller, idempotencyKey), http.RequestAborted);
        return outcome.IsRepeat
            ? Results.Ok(new { message = "This request was completed before. The token was in the first response only.", execution = outcome.ExecutionId })
            : Results.Ok(new { outcome.Output!.Id, token = outcome.Output.Key.Token!.Reveal() });
    }).RequireAuthorization();
}
// docs: end
