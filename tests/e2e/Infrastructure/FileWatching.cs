using System.Runtime.CompilerServices;

namespace ApiKeys.E2ETests.Infrastructure;

internal static class FileWatching
{
    // Every server watches its configuration files until the process ends, and Linux allows a user 128 such watches on a default machine.
    [ModuleInitializer]
    internal static void DoWithoutTheSystem() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
}
