using ApiKeys.Admin.Hosting.Limits;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting;

/// <summary>The root <c>appsettings.json</c> as the one configuration file, below environment variables and command line.</summary>
internal static class RootConfiguration
{
    /// <summary>Where the product is served when nothing says otherwise.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    // ASP.NET Core's own switch: a machine gives its users few file watches, and a run of many tests needs none.
    private const string ReloadKey = "hostBuilder:reloadConfigOnChange";

    private static readonly string[] AddressKeys = [ServerAddressOptions.Key, "http_ports", "https_ports"];

    public static WebApplicationOptions HostOptions(string[] args)
    {
        // A published app finds its files beside itself, from whatever folder it is started; `dotnet run` and the tests
        // keep the project folder, where the static assets of a build are listed.
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        return new WebApplicationOptions { Args = args, ContentRootPath = published ? AppContext.BaseDirectory : null };
    }

    public static WebApplicationBuilder UseRootConfiguration(this WebApplicationBuilder builder)
    {
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;

        // The default copies would be read again from the content root, above ASPNETCORE_URLS and its kin.
        foreach (var source in sources.OfType<JsonConfigurationSource>().Where(IsAppSettings).ToList())
        {
            sources.Remove(source);
        }

        sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
            Path = "appsettings.json",
            Optional = true,
            ReloadOnChange = builder.Configuration.GetValue(ReloadKey, defaultValue: true),
        });

        return builder;
    }

    public static WebApplicationBuilder UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var addressed = AddressKeys.Any(key => !string.IsNullOrEmpty(builder.Configuration[key]))
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!addressed)
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        return builder;
    }

    public static WebApplicationBuilder UseServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddServerLimits();

        // The assets of packages lie in the package cache until the product is published, in every environment.
        builder.WebHost.UseStaticWebAssets();

        // As they were built, in Development too: there ASP.NET Core would send the plain text of an asset that has a Brotli form, labelled as Brotli.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";

        builder.Services.AddSingleton<IValidateOptions<ServerAddressOptions>, ServerAddressOptionsValidator>();
        builder.Services.AddOptions<ServerAddressOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Urls = configuration[ServerAddressOptions.Key] ?? "")
            .ValidateOnStart();
        return builder;
    }

    private static bool IsAppSettings(JsonConfigurationSource source) =>
        source.Path?.StartsWith("appsettings.", StringComparison.OrdinalIgnoreCase) ?? false;
}
