using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Factors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Factors;

/// <summary>Makes new recovery codes, and shows them once.</summary>
public sealed partial class RecoveryCodesPage
{
    private AdminUser? _user;
    private SecondFactorState? _state;
    private IReadOnlyList<string>? _codes;
    private string? _problem;

    [Inject]
    internal UserManager<AdminUser> Users { get; set; } = default!;

    [Inject]
    internal SecondFactors Factors { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    internal static string Left(int count) => count switch
    {
        0 => "You have no recovery code left.",
        1 => "You have one recovery code left.",
        _ => $"You have {count} recovery codes left.",
    };

    protected override async Task OnInitializedAsync()
    {
        _user = await Users.GetUserAsync(HttpContext.User);
        _state = _user is null ? null : await Factors.FindAsync(_user, HttpContext.RequestAborted);
    }

    private async Task RenewAsync()
    {
        if (_user is not { TwoFactorEnabled: true })
        {
            return;
        }

        _codes = await Factors.RenewRecoveryCodesAsync(_user, HttpContext.RequestAborted);
        _problem = _codes is null ? "Someone changed this account meanwhile. Nothing was changed. Load the page again." : null;
    }
}
