using System.Net;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Proxies;

/// <summary>The reverse proxies whose word is taken for where a request came from and whether it came over https.</summary>
/// <remarks>Each as a list, or as one text separated by commas, which is easier to give in an environment variable.</remarks>
internal sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses of proxies, such as <c>10.0.0.5</c>.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Addresses { get; private set; } = [];

    /// <summary>Networks whose every machine is a proxy, such as <c>10.0.0.0/8</c>.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Networks { get; private set; } = [];

    public bool IsGiven => Addresses.Count + Networks.Count > 0;

    public void Read(IConfiguration section)
    {
        Addresses = Values(section.GetSection(nameof(Addresses)));
        Networks = Values(section.GetSection(nameof(Networks)));
    }

    private static string[] Values(IConfigurationSection section) => [.. section.GetChildren()
        .Select(child => child.Value)
        .Append(section.Value)
        .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}

internal sealed class ProxyOptionsValidator : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var problems = options.Addresses
            .Where(address => !IPAddress.TryParse(address, out _))
            .Select(address => $"{ProxyOptions.Section}:{nameof(options.Addresses)} is '{address}': not an address such as '10.0.0.5'")
            .Concat(options.Networks
                .Where(network => !IPNetwork.TryParse(network, out _))
                .Select(network => $"{ProxyOptions.Section}:{nameof(options.Networks)} is '{network}': not a network such as '10.0.0.0/8'"))
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
