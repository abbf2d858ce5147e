using System.Net.Sockets;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Setup;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting;

internal static class ApplicationStart
{
    private const int ExitCodeOfAFailedStart = 1;

    /// <summary>Prepares and serves; what the person starting the process can mend ends in plain words instead of a stack trace.</summary>
    public static async Task<int> RunOrExplainAsync(this WebApplication app)
    {
        try
        {
            await app.PrepareAsync();
            await app.StartAsync();
        }
        catch (Exception problem) when (Problems(problem) is { Count: > 0 } problems)
        {
            await Console.Error.WriteLineAsync("ApiKeys can't start:");
            foreach (var line in problems)
            {
                await Console.Error.WriteLineAsync($"- {line}");
            }

            await app.DisposeAsync();
            return ExitCodeOfAFailedStart;
        }

        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        return 0;
    }

    /// <summary>What to mend, one line each; empty when the exception is a bug.</summary>
    internal static IReadOnlyList<string> Problems(Exception problem) => problem switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several => [.. several.InnerExceptions.SelectMany(Problems)],
        StartProblemException => [problem.Message],
        IOException or SocketException => [$"The address can't be served: {problem.Message} Set another with --urls or ASPNETCORE_URLS."],
        _ => [],
    };

    private static async Task PrepareAsync(this WebApplication app)
    {
        // The host would validate too, but logs what it finds as an unhandled error with its stack.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        await app.Services.GetRequiredService<AdminDatabase>().CreateOrMigrateAsync(app.Lifetime.ApplicationStopping);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnattendedSetup>().RunAsync(app.Lifetime.ApplicationStopping);
    }
}
