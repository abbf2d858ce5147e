using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ApiKeys.Admin.Identity.Setup;

/// <summary>Writes one line to the console of the process.</summary>
internal delegate void ConsoleLine(string line);

/// <summary>Tells whoever started the process where to set it up and with which code.</summary>
/// <remarks>
/// The code is the only secret that is ever printed, and it goes to the console and not to the logger: logs are shipped and kept, while
/// seeing the console is the very proof the code asks for. It is worthless once the first owner exists or the process ends.
/// </remarks>
internal sealed class SetupAnnouncement(SetupState state, SetupCode code, IServer server, ConsoleLine console) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await state.IsDoneAsync(cancellationToken))
        {
            return;
        }

        console("");
        console($"Set up ApiKeys at {Address()}/setup with the code {code.Display}");
        console("");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Address()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        var binding = BindingAddress.Parse(address);

        // No one can open "every address of this machine".
        return binding.Host is "*" or "+" or "0.0.0.0" or "[::]"
            ? $"{binding.Scheme}://localhost:{binding.Port}"
            : address.TrimEnd('/');
    }
}
