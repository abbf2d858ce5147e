using System.Net.Sockets;

namespace ApiKeys.Admin.Hosting;

/// <summary>Where a request comes from, as far as limits tell clients apart.</summary>
internal static class ClientNetwork
{
    public static string Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            // One client reaches a socket for both families under either form.
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        // One IPv6 customer owns at least a /64 and could draw a new address for every guess.
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
