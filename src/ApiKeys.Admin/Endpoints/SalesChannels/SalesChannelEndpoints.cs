using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Operations;
using ApiKeys.Keys;
using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Create;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

internal static class SalesChannelEndpoints
{
    private static readonly Dictionary<string, (SalesChannelSort Sort, bool Descending)> Orders = QueryFields.Orders(new Dictionary<string, SalesChannelSort>
    {
        // An id begins with the moment of its making.
        ["id"] = SalesChannelSort.CreatedAt,
        ["created_at"] = SalesChannelSort.CreatedAt,
        ["name"] = SalesChannelSort.Name,
        ["updated_at"] = SalesChannelSort.UpdatedAt,
    });

    public static void MapSalesChannels(this IEndpointRouteBuilder admin)
    {
        var channels = admin.MapGroup("/sales-channels").About("channels");
        channels.MapGet("", ListAsync);
        channels.MapPost("", CreateAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SalesChannelOperations channels)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request.Query, problems);
        var order = parameters.Choice("order", Orders) ?? (SalesChannelSort.CreatedAt, Descending: false);
        var query = new ListSalesChannelsQuery
        {
            Search = parameters.Text("q"),
            Ids = parameters.Texts("id", ListApiKeysQuery.MaxValues),
            Names = parameters.Texts("name", ListApiKeysQuery.MaxValues),
            PublishableKeyIds = parameters.Texts("publishable_key_id", ListApiKeysQuery.MaxValues),
            IsDisabled = parameters.Choice("is_disabled", QueryFields.Booleans),
            Sort = order.Sort,
            Descending = order.Descending,
            Limit = parameters.Number("limit", 20, ListApiKeysQuery.MaxLimit),
            Offset = parameters.Number("offset", 0, int.MaxValue),
        };
        parameters.RefuseOthers();
        return problems.Refusal() ?? Page(await channels.ListAsync(query, context.RequestAborted));
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SalesChannelOperations channels)
    {
        var call = await ApiCall.ReadAsync(context);
        var request = new CreateSalesChannelRequest
        {
            Name = call.Body.RequiredText("name"),
            Description = call.Body.Text("description"),
            IsDisabled = call.Body.Boolean("is_disabled"),
            Metadata = call.Body.Object("metadata"),
        };
        return call.Refusal() ?? One(await channels.CreateAsync(request, call.TransactionId, context.RequestAborted));
    }

    private static IResult One(ApiKeyResult<SalesChannelDetails> result) =>
        result.Succeeded ? ApiJson.Ok(new OneChannel(new SalesChannelAnswer(result.Value))) : result.Errors.ToProblem();

    private static IResult Page(ApiKeyResult<PagedList<SalesChannelDetails>> result) =>
        result.Succeeded
            ? ApiJson.Ok(new ManyChannels(
                [.. result.Value.Items.Select(channel => new SalesChannelAnswer(channel))], result.Value.Count, result.Value.Offset, result.Value.Limit))
            : result.Errors.ToProblem();

    private sealed record OneChannel(SalesChannelAnswer SalesChannel);

    private sealed record ManyChannels(IReadOnlyList<SalesChannelAnswer> SalesChannels, int Count, int Offset, int Limit);
}
