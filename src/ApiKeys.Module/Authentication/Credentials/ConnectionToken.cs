using System.Diagnostics;
using ApiKeys.Tokens;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication.Credentials;

/// <summary>
/// The token that a connection's last request bore. Kestrel hands out the same string again while a connection's <c>Authorization</c> stays the same, byte for
/// byte, so that comparing two references spares reading and hashing it again. Only the digest is remembered: the key behind it is looked up each time.
/// </summary>
/// <remarks>Kestrel keeps the string for as long as this does, the connection's life.</remarks>
[DebuggerDisplay("{_token}")]
internal sealed class ConnectionToken
{
    private static readonly object Key = new();

    private string? _header;
    private PresentedToken? _token;

    /// <summary>What was read from the very same string before, on the same connection.</summary>
    public static PresentedToken? Find(HttpRequest request, string header) =>
        ItemsOf(request) is { } items && items.TryGetValue(Key, out var known) && known is ConnectionToken last && ReferenceEquals(last._header, header)
            ? last._token
            : null;

    public static void Keep(HttpRequest request, string header, PresentedToken token)
    {
        if (ItemsOf(request) is not { } items)
        {
            return;
        }

        if (!items.TryGetValue(Key, out var known) || known is not ConnectionToken last)
        {
            items[Key] = last = new ConnectionToken();
        }

        (last._header, last._token) = (header, token);
    }

    // Under HTTP/1 a connection has one request at a time. The requests of the later versions run side by side, and the items are no concurrent dictionary.
    private static IDictionary<object, object?>? ItemsOf(HttpRequest request) =>
        HttpProtocol.IsHttp11(request.Protocol) ? request.HttpContext.Features.Get<IConnectionItemsFeature>()?.Items : null;
}
