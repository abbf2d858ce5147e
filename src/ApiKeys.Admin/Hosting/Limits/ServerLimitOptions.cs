using System.ComponentModel.DataAnnotations;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>How much of the server one client, or all clients together, can hold.</summary>
internal sealed class ServerLimitOptions
{
    public const string Section = "Server";

    private const string Between = "must be between {1} and {2}";

    /// <summary>The largest body of a request, in bytes. Nothing uploads files: the largest body that is of use is a call of the API, up to 100 KB.</summary>
    /// <value>The default is 256 KB; 128 KB to 64 MB.</value>
    [Range(128 * 1024, 64 * 1024 * 1024, ErrorMessage = Between)]
    public int MaxRequestBodySize { get; set; } = 256 * 1024;

    /// <summary>Connections that are open at the same time. Further ones are closed at once.</summary>
    /// <value>The default is 2,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000, ErrorMessage = Between)]
    public int MaxConnections { get; set; } = 2_000;

    /// <summary>WebSockets that are open at the same time: one for each open page of the dashboard.</summary>
    /// <value>The default is 1,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000, ErrorMessage = Between)]
    public int MaxWebSockets { get; set; } = 1_000;

    /// <summary>How long a client may take to send the headers of a request.</summary>
    /// <value>The default is 10 seconds; 1 second to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = Between)]
    public TimeSpan RequestHeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How fast a client has to send a body after its first 5 seconds, in bytes a second. A slower request is refused with 408.</summary>
    /// <value>The default is 1,024; 1 to 1,048,576.</value>
    [Range(1, 1024 * 1024, ErrorMessage = Between)]
    public int MinRequestBodyDataRate { get; set; } = 1024;
}
