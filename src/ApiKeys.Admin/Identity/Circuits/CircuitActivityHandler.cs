using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ApiKeys.Admin.Identity.Circuits;

/// <summary>Tells of an open page that it is there, that it is used, and that it has gone.</summary>
internal sealed class CircuitActivityHandler(CircuitActivity activity, OpenPages pages, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (authentication is CircuitAuthenticationStateProvider page
            && (await page.GetAuthenticationStateAsync()).User.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId)
        {
            pages.Add(page, userId);
        }
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (authentication is CircuitAuthenticationStateProvider page)
        {
            pages.Remove(page);
        }

        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context =>
        {
            activity.Note();
            return next(context);
        };
}
