namespace ApiKeys.Admin.Endpoints;

/// <summary>Lets every GET route answer HEAD too: the same endpoint, with the same access, whose body the server leaves out.</summary>
internal static class HeadRequests
{
    /// <summary>Comes after what the groups say about reading and writing, which knows GET alone.</summary>
    public static void Allow(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { HttpMethods: [var method] } get && HttpMethods.IsGet(method))
        {
            endpoint.Metadata[endpoint.Metadata.IndexOf(get)] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
        }
    }
}
