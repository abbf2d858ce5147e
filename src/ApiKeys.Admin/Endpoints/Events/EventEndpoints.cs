using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Exports;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Events;

/// <summary>The audit log over HTTP.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder admin)
    {
        var events = admin.MapGroup("/audit-events").About("audit").WithTags(Tags.Audit);
        events.MapGet("", ListAsync).LimitLists()
            .WithName("listAuditEvents").WithSummary("List audit events")
            .WithDescription(
                "The newest first. Only owners see the addresses of invitations and how other users sign in. For other callers, a search doesn't find them. "
                + "Requires the scope `audit:read`.")
            .TakesQuery([.. EventParameters.Descriptions, .. EventParameters.Paging])
            .Answers(new EventListAnswer([Examples.Event], Count: 1, Offset: 0, Limit: 50));
        events.MapGet("/export", Export)
            .WithName("exportAuditEvents").WithSummary("Export audit events")
            .WithDescription(ExportParameters.Description + "Requires the scope `audit:read`.")
            .TakesQuery([.. EventParameters.Descriptions, ExportParameters.Format])
            .Answers(new EventExportAnswer([Examples.ExportedEvent]));
    }

    private static IResult Export(HttpContext context, ListExports exports)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var query = EventParameters.Read(parameters);
        var format = ExportParameters.ReadFormat(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? exports.Events(new ApiKeyEventFilter(query), format, errors => errors.ToProblem());
    }

    private static async Task<IResult> ListAsync(HttpContext context, KeyOperations keys)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var query = EventParameters.ReadPage(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? (await keys.ListEventsAsync(query, context.RequestAborted) switch
        {
            { Succeeded: true, Value: var page } =>
                ApiJson.Ok(new EventListAnswer([.. page.Items.Select(EventJson.Of)], page.Count, page.Offset, page.Limit)),
            var refused => refused.Errors.ToProblem(),
        });
    }
}
