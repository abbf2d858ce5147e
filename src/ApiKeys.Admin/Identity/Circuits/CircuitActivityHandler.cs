using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ApiKeys.Admin.Identity.Circuits;

internal sealed class CircuitActivityHandler(CircuitActivity activity) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context =>
        {
            activity.Note();
            return next(context);
        };
}
