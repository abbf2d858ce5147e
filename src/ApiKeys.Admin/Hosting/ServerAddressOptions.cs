using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting;

/// <summary>The addresses to serve on, as ASP.NET Core takes them: <c>--urls</c>, <c>ASPNETCORE_URLS</c>.</summary>
internal sealed class ServerAddressOptions
{
    public const string Key = "urls";

    public string Urls { get; set; } = "";
}

/// <summary>Finds an address that the server would stumble over, before anything is started.</summary>
internal sealed class ServerAddressOptionsValidator : IValidateOptions<ServerAddressOptions>
{
    public ValidateOptionsResult Validate(string? name, ServerAddressOptions options)
    {
        var problems = options.Urls
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(address => !IsAddress(address))
            .Select(address => $"{ServerAddressOptions.Key} is '{address}': not an address such as '{RootConfiguration.DefaultAddress}'")
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
