namespace ApiKeys.Admin.Endpoints.Limits;

internal static class ListLimitExtensions
{
    /// <summary>Holds a list to <see cref="ListLimit"/>.</summary>
    public static RouteHandlerBuilder LimitLists(this RouteHandlerBuilder list) =>
        list.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ListLimit>().InvokeAsync(context, next));
}
