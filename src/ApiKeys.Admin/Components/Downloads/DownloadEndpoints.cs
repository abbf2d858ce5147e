using ApiKeys.Admin.Components.Audit;
using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Exports;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Downloads;

/// <summary>The files of the lists that pages show. Their addresses are those of the pages, filters included, with <c>/export</c> and the format.</summary>
internal static class DownloadEndpoints
{
    public static RouteGroupBuilder MapListDownloads(this IEndpointRouteBuilder endpoints)
    {
        var downloads = endpoints.MapGroup("").RequireAuthorization(AdminPolicies.ViewKeys);
        downloads.MapGet("/secret-keys/export", (HttpContext context, ListExports exports, KeyOwners owners, TimeProvider time) =>
            KeysAsync(ApiKeyType.Secret, context, exports, owners, time));
        downloads.MapGet("/publishable-keys/export", (HttpContext context, ListExports exports, KeyOwners owners, TimeProvider time) =>
            KeysAsync(ApiKeyType.Publishable, context, exports, owners, time));
        downloads.MapGet("/activity/export", (HttpContext context, ListExports exports, TimeProvider time) =>
        {
            var values = Read(context);
            return exports.Events(new ApiKeyEventFilter(new ActivityQuery(values).ToModule(time.GetUtcNow())), FormatOf(values), Refuse);
        });
        return downloads;
    }

    private static async Task<IResult> KeysAsync(ApiKeyType type, HttpContext context, ListExports exports, KeyOwners owners, TimeProvider time)
    {
        var values = Read(context);
        var query = new KeyListQuery(type, values);
        var gone = await query.GoneOwnersAsync(owners, context.RequestAborted);
        return exports.Keys(new ApiKeyFilter(query.ToModule(type, time.GetUtcNow(), gone)), FormatOf(values), Refuse);
    }

    private static QueryValues Read(HttpContext context)
    {
        // No circuit tells the operations behind who acts.
        context.RequestServices.GetRequiredService<ApiCaller>().Principal = context.User;
        return new QueryValues(context.Request.QueryString.Value ?? "");
    }

    private static ExportFormat FormatOf(QueryValues values) => values.Enums<ExportFormat>("format").FirstOrDefault();

    private static IResult Refuse(IReadOnlyList<ApiKeyError> errors) => Results.StatusCode(StatusCodes.Status403Forbidden);
}
