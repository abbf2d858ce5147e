using System.Security.Cryptography;
using ApiKeys.E2ETests.Kill;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(OutsideHooks))]

namespace ApiKeys.E2ETests.Kill;

/// <summary>
/// What a host might add to the server that is killed: a step with an effect outside the database, after the product's own. It writes a file for
/// each execution, takes a moment for it, so that kills fall between the two steps and into the undo, and fails where a title says so.
/// </summary>
/// <remarks>
/// Loaded into the server's process by ASP.NET Core where <see cref="Assemblies"/> names this assembly, and active where <see cref="FolderVariable"/> is set.
/// </remarks>
public sealed class OutsideHooks : IHostingStartup
{
    public const string Assemblies = "ASPNETCORE_HOSTINGSTARTUPASSEMBLIES";

    /// <summary>The environment variable that says where the files go.</summary>
    public const string FolderVariable = "APIKEYS_KILL_OUTSIDE";

    /// <summary>A title with this word in it fails after everything was done.</summary>
    public const string Doomed = "doomed";

    private const int LongestPause = 40;

    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
        {
            return;
        }

        var step = Step.DefineOutside<string, string, string>(
            "write-outside",
            _ => "",
            async (context, title, cancellationToken) =>
            {
                await PauseAsync(cancellationToken);
                await File.WriteAllTextAsync(FileOf(folder, context), title, cancellationToken);
                await PauseAsync(cancellationToken);
                return title.Contains(Doomed, StringComparison.Ordinal)
                    ? throw new PermanentFailureException("The title asks for it.")
                    : Step.Done(title, "");
            },
            async (context, _, cancellationToken) =>
            {
                await PauseAsync(cancellationToken);
                File.Delete(FileOf(folder, context));
            });

        builder.ConfigureServices(services => services
            .AddWorkflowHook(provider => Hook(provider.GetRequiredService<ApiKeyWorkflows>().Create, step, created => created.Key.Title))
            .AddWorkflowHook(provider => Hook(provider.GetRequiredService<ApiKeyWorkflows>().Update, step, key => key.Title))
            .AddWorkflowHook(provider => Hook(provider.GetRequiredService<ApiKeyWorkflows>().LinkSalesChannels, step, key => key.Title))
            .AddWorkflowHook(provider => Hook(provider.GetRequiredService<ApiKeyWorkflows>().Delete, step, key => key.Title)));
    }

    private static WorkflowHook<TInput, IReadOnlyList<TItem>> Hook<TInput, TItem>(
        Workflow<TInput, IReadOnlyList<TItem>> workflow, OutsideStep<string, string, string> step, Func<TItem, string> title) =>
        WorkflowHook.Define(workflow, (run, _, output) => run.StepAsync(step, title(output[0])), step);

    private static string FileOf(string folder, OutsideStepContext context) => Path.Combine(folder, context.ExecutionId);

    private static Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(LongestPause)), TimeProvider.System, cancellationToken);
}
