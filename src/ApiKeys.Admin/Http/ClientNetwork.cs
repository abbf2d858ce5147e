using System.Net;
using System.Net.Sockets;

namespace ApiKeys.Admin.Http;

/// <summary>Where a request comes from, as far as limits tell clients apart.</summary>
internal static class ClientNetwork
{
    /// <summary>How many times the limit of one network all networks together have that <see cref="WideOf"/> names.</summary>
    public const int WideShare = 5;

    private const int NarrowBytes = 8;
    private const int WideBytes = 6;

    /// <summary>An IPv4 address or an IPv6 /64.</summary>
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;

        // One IPv6 customer owns at least a /64 and could draw a new address for every guess. One client reaches a socket for both families under either form.
        return IsIPv6(address) ? Prefix(address!, NarrowBytes) : address?.MapToIPv4().ToString() ?? "unknown";
    }

    /// <summary>The IPv6 /48, which is what a site gets and holds 65,536 of the others; null for IPv4.</summary>
    public static string? WideOf(HttpContext context) =>
        IsIPv6(context.Connection.RemoteIpAddress) ? Prefix(context.Connection.RemoteIpAddress!, WideBytes) : null;

    private static bool IsIPv6(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false };

    private static string Prefix(IPAddress address, int length) => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, length));
}
