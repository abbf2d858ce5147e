using ApiKeys.E2ETests.Nodes;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(TickingJob.Startup))]

namespace ApiKeys.E2ETests.Nodes;

/// <summary>A job of a host, due each second, which says in its node's output that it ran.</summary>
internal sealed class TickingJob() : ScheduledJob("tick", TimeSpan.FromSeconds(1))
{
    protected override Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken) => Console.Out.WriteLineAsync($"ran {run.Id}");

    /// <summary>Registers it, under the same conditions as <see cref="HangingHook"/>.</summary>
    internal sealed class Startup : IHostingStartup
    {
        public void Configure(IWebHostBuilder builder)
        {
            if (Environment.GetEnvironmentVariable(HangingHook.Variable) is not null)
            {
                builder.ConfigureServices(services => services.AddScheduledJob<TickingJob>());
            }
        }
    }
}
