using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>The operations on sales channels over HTTP.</summary>
internal static class SalesChannelEndpoints
{
    public static void MapSalesChannels(this IEndpointRouteBuilder admin)
    {
        var channels = admin.MapGroup("/sales-channels").About("channels");
        channels.MapGet("", ListAsync).LimitLists();
        channels.MapPost("", CreateAsync);
        channels.MapGet("/{id}", RetrieveAsync);
        channels.MapPost("/{id}", UpdateAsync);
        channels.MapDelete("/{id}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var query = ChannelListParameters.Read(parameters);
        var fields = ChannelFields.Select(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.PageAsync(context, await channels.ListAsync(query, context.RequestAborted), fields);
    }

    private static async Task<IResult> RetrieveAsync(string id, HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var fields = ChannelFields.Select(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.TaggedAsync(context, id, await channels.RetrieveAsync(id, context.RequestAborted), fields);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var request = new CreateSalesChannelRequest
        {
            Name = call.Body.RequiredText("name"),
            Description = call.Body.Text("description"),
            IsDisabled = call.Body.Boolean("is_disabled") ?? false,
            Metadata = call.Body.Object("metadata"),
        };
        var fields = ChannelFields.Select(call.Query);
        return call.Refusal() ?? await answers.OneAsync(context, await channels.CreateAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> UpdateAsync(string id, HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        var request = new UpdateSalesChannelRequest
        {
            Id = id,
            Name = call.Body.Has("name") ? call.Body.RequiredText("name") : null,
            Description = call.Body.Has("description") ? call.Body.Text("description") ?? "" : null,
            IsDisabled = call.Body.Boolean("is_disabled"),
            Metadata = call.Body.Has("metadata") ? call.Body.Object("metadata") ?? "" : null,
        };
        var fields = ChannelFields.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        request = request with { ExpectedVersion = await versions.ChooseAsync(() => channels.VersionAsync(id, context.RequestAborted)) };
        return await answers.OneAsync(
            context,
            await channels.UpdateAsync(request, call.TransactionId, context.RequestAborted),
            fields,
            $"Sales channel with id \"{Ids.Shown(id)}\" not found");
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, SalesChannelOperations channels)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => channels.VersionAsync(id, context.RequestAborted));
        return ChannelAnswers.Deleted(context, id, await channels.DeleteAsync(id, expected, call.TransactionId, context.RequestAborted));
    }
}
