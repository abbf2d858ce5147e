using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Proxies;

internal static partial class TrustedProxies
{
    private static readonly string[] Forwarded = ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP"];

    public static IServiceCollection AddTrustedProxies(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>();
        services.AddOptions<ProxyOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(ProxyOptions.Section)))
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxy) => Configure(forwarded, proxy.Value));
        return services;
    }

    /// <summary>Comes before whatever looks at the client: limits, cookies and redirects then see the client and not the proxy.</summary>
    /// <remarks>Left out when nothing is configured: anybody can send the headers, and draw a new address for every guess with them.</remarks>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxy = new ProxyOptions();
        proxy.Read(app.Configuration.GetSection(ProxyOptions.Section));
        if (proxy.IsGiven)
        {
            app.UseForwardedHeaders();
        }
        else
        {
            app.WarnOfIgnoredHeaders();
        }
    }

    private static void WarnOfIgnoredHeaders(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TrustedProxies));
        var isWarned = 0;
        app.Use((context, next) =>
        {
            if (Volatile.Read(ref isWarned) == 0
                && Array.Find(Forwarded, context.Request.Headers.ContainsKey) is { } header
                && Interlocked.Exchange(ref isWarned, 1) == 0)
            {
                LogForwardedHeadersIgnored(logger, header);
            }

            return next(context);
        });
    }

    private static void Configure(ForwardedHeadersOptions forwarded, ProxyOptions proxy)
    {
        if (!proxy.IsGiven)
        {
            return;
        }

        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;

        // As many proxies as there are in a row: reading ends at the first address that is none of them.
        forwarded.ForwardLimit = null;

        // What is known from the start is this machine: any process on it could pose as a proxy.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var address in proxy.Addresses)
        {
            forwarded.KnownProxies.Add(IPAddress.Parse(address));
        }

        foreach (var network in proxy.Networks)
        {
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }
    }

    [LoggerMessage(
        3301,
        LogLevel.Warning,
        "A request has the header {Header}, which is ignored: Proxy:Addresses and Proxy:Networks are empty. Behind a reverse proxy, all clients share its sign-in limits, and "
        + "cookies are made for http. Set Proxy:Addresses to the address of the proxy. This is said once")]
    private static partial void LogForwardedHeadersIgnored(ILogger logger, string header);
}
