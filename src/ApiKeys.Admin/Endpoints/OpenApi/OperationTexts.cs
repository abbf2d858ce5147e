using ApiKeys.Admin.Endpoints.OpenApi.Texts;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The texts of all operations, by method and route.</summary>
internal static class OperationTexts
{
    public static IReadOnlyDictionary<string, OperationText> All { get; } =
        new[] { AuthTexts.All, KeyTexts.All, KeyExtraTexts.All, TokenTexts.All, SalesChannelTexts.All, StoreTexts.All }
            .SelectMany(texts => texts).ToDictionary(StringComparer.Ordinal);

    /// <summary>Puts the texts on the endpoints of a group, once their routes are known.</summary>
    public static void Describe(EndpointBuilder builder)
    {
        if (builder is not RouteEndpointBuilder route || route.Metadata.OfType<IHttpMethodMetadata>().FirstOrDefault() is not { HttpMethods: [var method] })
        {
            // What answers that there is nothing here.
            builder.Metadata.Add(new ExcludeFromDescriptionAttribute());
        }
        else if (All.TryGetValue($"{method} /{route.RoutePattern.RawText?.Trim('/')}", out var text))
        {
            builder.Metadata.Add(text);
            builder.Metadata.Add(new EndpointNameMetadata(text.Id));
            builder.Metadata.Add(new EndpointSummaryAttribute(text.Summary));
            builder.Metadata.Add(new TagsAttribute(text.Tag));
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, text.Answer, ["application/json"]));
        }
    }
}
