using ApiKeys.E2ETests.Nodes;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(HangingHook))]

namespace ApiKeys.E2ETests.Nodes;

/// <summary>A step of a host that never ends, after the creation of a key whose title asks for it: the moment to kill its node.</summary>
/// <remarks>Loaded into the server's process by ASP.NET Core where the tests ask for this assembly, and active where <see cref="Variable"/> is set.</remarks>
public sealed class HangingHook : IHostingStartup
{
    public const string Variable = "APIKEYS_NODES_HANG";

    /// <summary>A title with this word in it hangs.</summary>
    public const string Word = "hanging";

    public void Configure(IWebHostBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            return;
        }

        var step = Step.DefineOutside<string, string, string>(
            "hang",
            _ => "",
            async (_, title, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return Step.Done(title, "");
            },
            (_, _, _) => Task.CompletedTask);
        builder.ConfigureServices(services => services.AddWorkflowHook(provider => WorkflowHook.Define(
            provider.GetRequiredService<ApiKeyWorkflows>().Create,
            (run, _, created) => created[0].Key.Title.Contains(Word, StringComparison.Ordinal) ? run.StepAsync(step, created[0].Key.Title) : Task.CompletedTask,
            step)));
    }
}
