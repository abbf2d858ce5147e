namespace ApiKeys.Admin.Endpoints.Limits;

internal static class ListLimitExtensions
{
    /// <summary>Holds a list to <see cref="ListLimit"/>.</summary>
    public static TBuilder LimitLists<TBuilder>(this TBuilder list)
        where TBuilder : IEndpointConventionBuilder =>
        list.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ListLimit>().InvokeAsync(context, next));
}
