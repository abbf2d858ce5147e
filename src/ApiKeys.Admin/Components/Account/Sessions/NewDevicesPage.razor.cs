using System.Globalization;
using System.Security.Claims;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Account.Sessions;

/// <summary>Tells a user of sign-ins in browsers that are new, at their next sign-in in one that isn't.</summary>
public sealed partial class NewDevicesPage
{
    private IReadOnlyList<SignInDevice> _devices = [];

    [Inject]
    internal SignInDevices Devices { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    internal string? ReturnUrl { get; set; }

    // Of what the page shows and no more: one that comes meanwhile is told the next time.
    private string Until => _devices.Max(device => device.FirstSignInAt).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    protected override async Task OnInitializedAsync() =>
        _devices = await Devices.FindNewAsync(HttpContext, HttpContext.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "");
}
