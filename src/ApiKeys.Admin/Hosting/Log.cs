namespace ApiKeys.Admin.Hosting;

internal static partial class Log
{
    [LoggerMessage(
        3300,
        LogLevel.Warning,
        "A request has the header {Header}, which is ignored: Proxy:Addresses and Proxy:Networks are empty. Behind a reverse proxy, all clients share its sign-in limits, and "
        + "cookies are made for http. Set Proxy:Addresses to the address of the proxy. This is said once")]
    public static partial void ForwardedHeadersIgnored(ILogger logger, string header);
}
