using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Requests of a test server come from nowhere; with this, from the address in a header, over a plain connection.</summary>
internal sealed class RemoteAddress : IStartupFilter
{
    public const string Header = "Test-Remote-Address";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, further) =>
        {
            if (IPAddress.TryParse(context.Request.Headers[Header].ToString(), out var address))
            {
                context.Connection.RemoteIpAddress = address;
                context.Request.Scheme = Uri.UriSchemeHttp;
            }

            return further(context);
        });
        next(app);
    };
}
