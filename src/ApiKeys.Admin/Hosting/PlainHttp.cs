using System.Net;
using ApiKeys.Admin.Hosting.Proxies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ApiKeys.Admin.Hosting;

/// <summary>Warns when tokens and passwords can be read on the network.</summary>
internal static partial class PlainHttp
{
    /// <summary>Says so in the log when the server listens for plain http beyond this machine and no proxy is configured that would speak https.</summary>
    public static void WarnOfPlainHttp(this WebApplication app)
    {
        var hasProxy = app.Configuration.GetSection(ProxyOptions.Section).Exists();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in hasProxy ? [] : Exposed(addresses))
        {
            Warn(app.Logger, address);
        }
    }

    /// <summary>Those of some addresses that take plain http from other machines.</summary>
    internal static IEnumerable<string> Exposed(IEnumerable<string> addresses) => addresses.Where(address =>
        BindingAddress.Parse(address) is { Scheme: "http", IsUnixPipe: false, IsNamedPipe: false } bound
        && !bound.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        && !(IPAddress.TryParse(bound.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    [LoggerMessage(
        3302,
        LogLevel.Warning,
        "{Address} takes plain http from other machines: tokens and passwords can be read on the network. Serve https, or listen on localhost behind a proxy that does and name it in Proxy:Addresses.")]
    private static partial void Warn(ILogger logger, string address);
}
