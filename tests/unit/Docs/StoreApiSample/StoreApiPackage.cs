using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Docs.StoreApiSample;

/// <summary>
/// The libraries packed as they were built for this test run, and the sample built on those packages, in a folder of their own: the checkout stays as it is,
/// and no package from an earlier run is met.
/// </summary>
public sealed class StoreApiPackage : IAsyncLifetime
{
    private const string Version = "0.0.0-sample";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-sample-");

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>What restoring the sample chose.</summary>
    public string Assets => Path.Combine(_folder.FullName, "out", "obj", "ApiKeys.Samples.StoreApi", "project.assets.json");

    public string Assembly { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        var root = RepositoryFiles.Root;
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await DotnetCommand.RunAsync(
            "pack", Path.Combine(root, "ApiKeys.sln"), "--no-build", "--configuration", configuration, "--output", Feed, $"-p:MinVerVersionOverride={Version}");

        // Packages that the machine has already are taken from where they are; ours are not to be found among them.
        var output = Path.Combine(_folder.FullName, "out");
        await DotnetCommand.RunAsync(
            "build", Path.Combine(root, "samples", "StoreApi"), "--configuration", configuration, "--artifacts-path", output,
            $"-p:ApiKeysVersion={Version}",
            $"-p:RestoreAdditionalProjectSources={Feed}",
            $"-p:RestorePackagesPath={Path.Combine(_folder.FullName, "packages")}",
            $"-p:RestoreFallbackFolders={MachinePackages()}");
        Assembly = Directory.EnumerateFiles(Path.Combine(output, "bin"), "ApiKeys.Samples.StoreApi.dll", SearchOption.AllDirectories).Single();
    }

    public string PathOf(string id, string extension = "nupkg") => Path.Combine(Feed, $"{id}.{Version}.{extension}");

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string MachinePackages()
    {
        var folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.Exists(folder) ? folder : string.Empty;
    }
}
