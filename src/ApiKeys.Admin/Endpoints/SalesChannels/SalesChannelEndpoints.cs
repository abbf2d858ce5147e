using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>The operations on sales channels over HTTP.</summary>
internal static class SalesChannelEndpoints
{
    public static void MapSalesChannels(this IEndpointRouteBuilder admin)
    {
        var channels = admin.MapGroup("/sales-channels").About("channels").WithTags(Tags.SalesChannels);
        channels.MapGet("", ListAsync).LimitLists()
            .WithName("listSalesChannels").WithSummary("List sales channels")
            .TakesQuery([.. ChannelListParameters.Descriptions, .. QueryDescription.Paging])
            .Answers(new SalesChannelListAnswer([Examples.Channel], Count: 1, Offset: 0, Limit: 20));
        channels.MapPost("", CreateAsync)
            .WithName("createSalesChannel").WithSummary("Create a sales channel")
            .Takes(new CreateSalesChannelBody { Name = Examples.Channel.Name })
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey()
            .Answers(new SalesChannelAnswer(Examples.Channel))
            .Fails(Status409Conflict);
        channels.MapGet("/{id}", RetrieveAsync)
            .WithName("retrieveSalesChannel").WithSummary("Read a sales channel")
            .TakesQuery(QueryDescription.Fields)
            .Answers(new SalesChannelAnswer(Examples.Channel), isTagged: true)
            .Fails(Status404NotFound);
        channels.MapPost("/{id}", UpdateAsync)
            .WithName("updateSalesChannel").WithSummary("Change a sales channel")
            .Takes(new UpdateSalesChannelBody { IsDisabled = true })
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new SalesChannelAnswer(Examples.Channel))
            .Fails(Status404NotFound, Status409Conflict);
        channels.MapDelete("/{id}", DeleteAsync)
            .WithName("deleteSalesChannel").WithSummary("Delete a sales channel")
            .WithDescription("Its links to keys are removed too.")
            .TakesIfMatch()
            .Answers(new DeletedAnswer(Examples.Channel.Id, ChannelAnswers.Noun, Deleted: true))
            .Fails(Status409Conflict);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var query = ChannelListParameters.Read(parameters);
        var fields = FieldSelection.Read<SalesChannelJson>(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.PageAsync(context, await channels.ListAsync(query, context.RequestAborted), fields);
    }

    private static async Task<IResult> RetrieveAsync(string id, HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var fields = FieldSelection.Read<SalesChannelJson>(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.TaggedAsync(context, id, await channels.RetrieveAsync(id, context.RequestAborted), fields);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var call = await ApiCall<CreateSalesChannelBody>.ReadAsync(context);
        var fields = FieldSelection.Read<SalesChannelJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var request = new CreateSalesChannelRequest
        {
            Name = call.Body.Name,
            Description = call.Body.Description,
            IsDisabled = call.Body.IsDisabled,
            Metadata = call.Body.Metadata?.GetRawText(),
        };
        return await answers.OneAsync(context, await channels.CreateAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> UpdateAsync(string id, HttpContext context, SalesChannelOperations channels, ChannelAnswers answers)
    {
        var call = await ApiCall<UpdateSalesChannelBody>.ReadAsync(context);
        var (body, versions) = (call.Body, call.Expected);
        var fields = FieldSelection.Read<SalesChannelJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var request = new UpdateSalesChannelRequest
        {
            Id = id,
            Name = body.Name,
            Description = call.Has(nameof(body.Description)) ? body.Description ?? "" : null,
            IsDisabled = body.IsDisabled,
            Metadata = call.Has(nameof(body.Metadata)) ? body.Metadata?.GetRawText() ?? "" : null,
            ExpectedVersion = await versions.ChooseAsync(() => channels.VersionAsync(id, context.RequestAborted)),
        };
        return await answers.OneAsync(
            context,
            await channels.UpdateAsync(request, call.TransactionId, context.RequestAborted),
            fields,
            $"Sales channel with id \"{Ids.Shown(id)}\" not found");
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, SalesChannelOperations channels)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        var versions = call.Expected;
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => channels.VersionAsync(id, context.RequestAborted));
        return ChannelAnswers.Deleted(context, id, await channels.DeleteAsync(id, expected, call.TransactionId, context.RequestAborted));
    }
}
